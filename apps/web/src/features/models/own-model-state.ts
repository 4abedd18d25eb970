import { type ModelUpload, missingModelFiles, uploadBytes } from '@gridsky/api/domain';
import type { PrivateModelView } from '@gridsky/api/services';
import type { StatusTone } from '../../ui/status.tsx';
import { bytesText } from '../estimator/index-size.ts';

/** A test that this page has asked for: when (milliseconds since 1970), and when the test before it was. */
export interface AskedTest {
  at: number;
  before: Date | null;
}

/** `running`: somebody is at it. `lost`: no server of the API has taken it. */
export type TestPhase = 'none' | 'running' | 'lost';

/** A test itself ends after 30 seconds; that of an uploaded model, which may be large and has to be opened first, after 90. */
const WAIT_MS = 45_000;
const WAIT_UPLOADED_MS = 105_000;

/** Whether a test is under way: one that this page asked for, or anybody else. */
export function testPhase(
  { provider, testedAt, testRequestedAt }: Pick<PrivateModelView, 'provider' | 'testedAt' | 'testRequestedAt'>,
  asked: AskedTest | undefined,
  now: number,
): TestPhase {
  const awaited = asked && testedAt?.getTime() === asked.before?.getTime() ? asked.at : null;
  const since = awaited ?? testRequestedAt?.getTime() ?? null;
  if (since === null) return 'none';
  return now - since < (provider === 'onnx' ? WAIT_UPLOADED_MS : WAIT_MS) ? 'running' : 'lost';
}

/** Where a model stands, in a word or two. */
export function modelState(
  { enabled, disabled, dimensions, test }: Pick<PrivateModelView, 'enabled' | 'disabled' | 'dimensions' | 'test'>,
  phase: TestPhase,
): { tone: StatusTone; word: string } {
  if (phase === 'running') return { tone: enabled ? 'good' : 'off', word: enabled ? 'Enabled, testing' : 'Testing' };
  const failed = test?.ok === false;
  if (enabled) return failed ? { tone: 'warn', word: 'Enabled, test failed' } : { tone: 'good', word: 'Enabled' };
  if (failed) return { tone: 'bad', word: 'Test failed' };
  if (dimensions === null) return { tone: 'off', word: 'Not tested' };
  return { tone: 'off', word: disabled ? 'Disabled' : 'Tested, not enabled' };
}

/** A secret as lists show it. `last4` null: there is none. */
export function maskedSecret(last4: string | null): string {
  return last4 === null ? 'none' : `••••${last4}`;
}

/** What is uploaded of a model, in a few words. */
export function uploadText(upload: ModelUpload | null): string {
  if (missingModelFiles(upload).length > 0) return 'files are missing';
  return `${bytesText(uploadBytes(upload))} · version ${upload?.version}`;
}
