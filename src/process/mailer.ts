import { createTransport } from 'nodemailer';
import { unlessStopped } from '../jobs/unlessStopped.ts';
import { deadlinesMail } from '../documents/mail/deadlinesMail.ts';
import { WorkFailed } from '../usecases/schedule/recordRun.ts';
import type { DeadlinesMail, SendDeadlines, Sent } from '../usecases/view/services.ts';
import { isLoopback } from './listening.ts';
import { addressIn, type MailSettings } from './scheduleSettings.ts';

const CONNECT_MS = 10_000;

const ANSWER_MS = 20_000;

/**
 * A slot has one Message-ID, however often its mail is sent: a mail that was sent before the service died is
 * known again by those who get it twice.
 */
function messageIdOf({ fundId, slot }: DeadlinesMail, from: string): string {
  const domain = addressIn(from)?.split('@')[1] ?? 'localhost';
  return `<deadlines-mail.${slot}.${fundId}@${domain}>`;
}

function transportOf({ host, port, isTls, login, authority }: MailSettings) {
  return createTransport({
    host,
    port,
    secure: isTls,
    // A password never goes over the network in the clear; on the machine itself nothing does.
    requireTLS: login !== null && !isLoopback(host),
    ignoreTLS: !isTls && isLoopback(host),
    ...(authority === null ? {} : { tls: { ca: authority } }),
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** What the server said, without what it was asked. */
function whyOf(error: unknown): string {
  const { response, message, code } = error as {
    response?: string;
    message?: string;
    code?: string;
  };
  return response ?? message ?? code ?? String(error);
}

/** What the server answered to a mail. */
interface Answered {
  readonly rejected?: readonly unknown[] | undefined;
  readonly rejectedErrors?: readonly unknown[] | undefined;
}

function sentOf(
  recipients: readonly string[],
  { rejected = [], rejectedErrors = [] }: Answered,
): Sent {
  const refused = rejected.map(String);
  return {
    accepted: recipients.filter((each) => !refused.includes(each)),
    refused: refused.map((recipient, place) => ({ recipient, why: whyOf(rejectedErrors[place]) })),
  };
}

/** Sends mails through the operator's server: each waits for its end, but not once the service stops. */
export function mailer(settings: MailSettings): SendDeadlines {
  const { from, publicUrl: consoleUrl } = settings;
  return async (mail, signal) => {
    const transport = transportOf(settings);
    try {
      const { recipients, week } = mail;
      const said = deadlinesMail({ ...week, consoleUrl });
      const messageId = messageIdOf(mail, from);
      const auto = { 'Auto-Submitted': 'auto-generated' };
      const message = { from, to: [...recipients], messageId, headers: auto, ...said };
      return sentOf(recipients, await unlessStopped(transport.sendMail(message), signal));
    } catch (error) {
      throw new WorkFailed(whyOf(error));
    } finally {
      transport.close();
    }
  };
}
