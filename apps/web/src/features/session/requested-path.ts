/** The proxy writes it on every request, over whatever the browser sent. */
export const requestedPathHeader = 'x-gridsky-path';
