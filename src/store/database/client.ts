import pg from 'pg';

/** The server does not prove that it knows the password, as the connection string asks for. */
class NotProved extends Error {}

/** What `pg` tells of the messages of a server. */
type Messages = pg.Connection & { readonly stream: { destroy(error: Error): void } };

function asksForProof(connectionString: string | undefined): boolean {
  const text = connectionString ?? '';
  const asked = URL.canParse(text) && new URL(text).searchParams.get('require_auth');
  return asked === 'scram-sha-256';
}

/**
 * A connection that knows `require_auth=scram-sha-256` in its connection string, as libpq does: then the
 * server must prove that it knows the password, and is told neither the password nor anything else before.
 */
export class Client extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super(config);
    if (!asksForProof(config.connectionString)) return;
    const messages = (this as unknown as { readonly connection: Messages }).connection;
    let isProved = false;
    const refuse = () =>
      messages.stream.destroy(
        new NotProved('the server does not prove that it knows the password (SCRAM)'),
      );
    // Before the listeners that answer: to a stream that is destroyed nothing is sent.
    messages.on('authenticationCleartextPassword', refuse);
    messages.on('authenticationMD5Password', refuse);
    // That the proof is right is checked by the listener of `pg`, which ends the connection otherwise.
    messages.on('authenticationSASLFinal', () => (isProved = true));
    messages.on('authenticationOk', () => {
      if (!isProved) refuse();
    });
  }
}
