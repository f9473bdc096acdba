/** The connection string of another database, or another user, of the same server. */
export function withDatabase(
  connectionString: string,
  database: string,
  user?: { name: string; password: string },
): string {
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  if (user !== undefined) {
    url.username = user.name;
    url.password = user.password;
  }
  return url.href;
}
