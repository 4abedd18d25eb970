/** `under a minute`, `12 min`, `3.4 h`, `2.1 days`: a time to plan by. */
export function durationText(minutes: number): string {
  if (minutes <= 0) return '–';
  if (minutes < 1) return 'under a minute';
  if (minutes < 120) return `${Math.ceil(minutes)} min`;
  if (minutes < 48 * 60) return `${oneDecimal(minutes / 60)} h`;
  return `${oneDecimal(minutes / (24 * 60))} days`;
}

/** `under 1 %`, `37 %`, `4.2 ×` above all of it. */
export function shareText(share: number): string {
  if (share === 0) return '0 %';
  if (share < 0.01) return 'under 1 %';
  return share <= 1 ? `${Math.ceil(share * 100)} %` : `${oneDecimal(share)} ×`;
}

/** Rounded up, so that nothing looks as if it fitted. */
function oneDecimal(value: number): string {
  return (Math.ceil(value * 10) / 10).toLocaleString('en-US');
}
