/** Answers as long as the process serves requests. It asks nothing of the database: a restart would not bring that back. */
export function GET(): Response {
  return Response.json({ status: 'ok' });
}
