import type { RequestError } from '../trpc/request-error.ts';

/** A file that the API did not take, in its own words. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly request: RequestError;
  constructor(request: RequestError) {
    super(request.message);
    this.request = request;
  }
}

interface SendFileOptions {
  url: string;
  secret: string;
  file: Blob;
  onProgress: (bytes: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file to the API as it lies on the disk. By XMLHttpRequest, which alone tells how far it is. Rejects with FileRefused, or the signal's
 * reason.
 */
export function sendFile({ url, secret, file, onProgress, signal }: SendFileOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const onAbort = () => {
      request.abort();
      reject(signal.reason);
    };
    const refuse = (message: string) =>
      reject(new FileRefused({ message, requestId: request.getResponseHeader('x-request-id') ?? undefined }));
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status === 200) resolve();
      else refuse(messageOf(request.responseText) ?? `The API answered with status ${request.status}. Try again.`);
    };
    request.onerror = () =>
      reject(new FileRefused({ message: 'The connection to the API broke off. Check it, then send the files again.' }));
    request.onloadend = () => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort, { once: true });
    request.open('PUT', url);
    request.setRequestHeader('authorization', `Bearer ${secret}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

function messageOf(body: string): string | null {
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message : null;
  } catch {
    return null;
  }
}
