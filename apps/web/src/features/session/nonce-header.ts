/** The proxy writes it on every request, over whatever the browser sent: what lets an inline script of this answer run. */
export const nonceHeader = 'x-gridsky-nonce';
