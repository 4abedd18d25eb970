import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '../trpc/client.tsx';
import { sendFile } from './send-file.ts';

export interface UploadProgress {
  /** The file that is being sent. */
  name: string;
  sent: number;
  /** Bytes of all files together. */
  total: number;
}

/** Sends files of a model to the API, one after the other, and tells how far it is. Stops when the page is left. */
export function useFileUploads(apiUrl: string) {
  const trpc = useTRPC();
  // gcTime 0: the answer holds the secret and must not stay in the client's cache.
  const { mutateAsync: mintToken } = useMutation(trpc.privateModel.uploadToken.mutationOptions({ gcTime: 0 }));
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  /** Rejects with FileRefused for a file that is not taken; those before it are. */
  const upload = async (alias: string, files: readonly { name: string; file: Blob }[]): Promise<void> => {
    const controller = new AbortController();
    stop.current = controller;
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    let before = 0;
    try {
      for (const { name, file } of files) {
        const { secret } = await mintToken();
        setProgress({ name, sent: before, total });
        const path = `/v1/private/models/${encodeURIComponent(alias)}/files/${encodeURIComponent(name)}`;
        const start = before;
        await sendFile({
          url: `${apiUrl}${path}`,
          secret,
          file,
          signal: controller.signal,
          onProgress: (bytes) => setProgress({ name, sent: start + Math.min(bytes, file.size), total }),
        });
        before += file.size;
      }
    } finally {
      setProgress(null);
    }
  };
  return { progress, upload };
}
