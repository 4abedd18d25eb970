import { z } from 'zod';

/** What is kept of an upload. Each change of a file is a new version, and a version's files never change. */
export const modelUploadSchema = z.object({
  version: z.int().min(1),
  files: z.record(z.string(), z.object({ bytes: z.int().min(0), sha256: z.string() })),
});
export type ModelUpload = z.output<typeof modelUploadSchema>;
