/** The anchor of a heading: `What a token is` is `what-a-token-is`, an error code is itself. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-');
}
