import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readBackupSettings, readMailSettings } from '../../src/process/scheduleSettings.ts';
import { CannotStart } from '../../src/process/settings.ts';

const FROM = 'Quỹ HTX <quy@example.vn>';

describe('the mail server', () => {
  test('is none unless it is set', () => {
    expect(readMailSettings({})).toBeNull();
  });

  test('is told with its login, its port as usual', () => {
    const env = { SMTP_URL: 'smtp://quy%40example.vn:b%40t@mail.example.vn', SMTP_FROM: FROM };
    expect(readMailSettings({ ...env, PUBLIC_URL: 'https://quy.example.vn/' })).toEqual({
      host: 'mail.example.vn',
      port: 587,
      isTls: false,
      login: { user: 'quy@example.vn', password: 'b@t' },
      authority: null,
      from: FROM,
      publicUrl: 'https://quy.example.vn',
    });
    const tls = { SMTP_URL: 'smtps://mail.example.vn', SMTP_FROM: 'quy@example.vn' };
    expect(readMailSettings(tls)).toMatchObject({ port: 465, isTls: true, login: null });
  });

  test.each([
    [{ SMTP_URL: 'mail.example.vn:587', SMTP_FROM: FROM }, 'SMTP_URL must look like'],
    [{ SMTP_URL: 'http://mail.example.vn', SMTP_FROM: FROM }, 'SMTP_URL must look like'],
    [{ SMTP_URL: 'smtp://mail.example.vn' }, 'SMTP_FROM must be the sender'],
    [{ SMTP_URL: 'smtp://mail.example.vn', SMTP_FROM: 'Quỹ' }, 'SMTP_FROM must be the sender'],
    [{ SMTP_FROM: FROM }, 'SMTP_URL is not'],
    [{ PUBLIC_URL: 'quy.example.vn' }, 'PUBLIC_URL must look like'],
    [
      { SMTP_URL: 'smtp://mail.example.vn', SMTP_FROM: FROM, SMTP_CA_FILE: '/nowhere' },
      'SMTP_CA_FILE cannot be read',
    ],
  ])('set as %j does not let the service start', (env, why) => {
    expect(() => readMailSettings(env)).toThrow(CannotStart);
    expect(() => readMailSettings(env)).toThrow(why);
  });

  test('keeps its password out of what is said', () => {
    const env = { SMTP_URL: 'smtp://quy:bat-mat@[', SMTP_FROM: FROM };
    expect(() => readMailSettings(env)).not.toThrow('bat-mat');
    expect(() => readMailSettings(env)).toThrow('SMTP_URL must look like');
  });
});

describe('the nightly backup', () => {
  test('is none unless its folder is set; else at one, with so many kept', async () => {
    expect(readBackupSettings({})).toBeNull();
    const folder = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'backups-')), 'new');
    expect(readBackupSettings({ BACKUP_DIR: folder })).toEqual({
      folder,
      at: '01:00',
      keep: { daily: 14, weekly: 8, monthly: 12 },
      isRestored: false,
    });
    const all = { BACKUP_DIR: folder, BACKUP_AT: '23:30', BACKUP_KEEP: '3/0/1' };
    expect(readBackupSettings({ ...all, BACKUP_RESTORE_CHECK: 'on' })).toEqual({
      folder,
      at: '23:30',
      keep: { daily: 3, weekly: 0, monthly: 1 },
      isRestored: true,
    });
  });

  test.each([
    [{ BACKUP_AT: '24:00' }, 'BACKUP_AT must be a time'],
    [{ BACKUP_KEEP: '0/1/1' }, 'BACKUP_KEEP must be days/weeks/months'],
    [{ BACKUP_KEEP: 'many' }, 'BACKUP_KEEP must be days/weeks/months'],
    [{ BACKUP_RESTORE_CHECK: 'yes' }, 'BACKUP_RESTORE_CHECK must be on or off'],
    [{ BACKUP_RESTORE_CHECK: 'on' }, 'BACKUP_DIR is not set'],
    [{ BACKUP_DIR: '/dev/null/backups' }, 'BACKUP_DIR cannot be written to'],
  ])('set as %j does not let the service start', (env, why) => {
    expect(() => readBackupSettings(env)).toThrow(CannotStart);
    expect(() => readBackupSettings(env)).toThrow(why);
  });
});
