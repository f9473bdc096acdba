import { BlockList, isIP } from 'node:net';
import { invalid, type Bilingual } from '../../domain/primitives/errors.ts';

/**
 * Addresses at which no receiver stands that the operator has not allowed: of this machine, of private
 * networks, of links (where clouds keep their secrets), and what only leads to such addresses.
 */
const CLOSED = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '::1/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, +bits, family);
  }
  return list;
}

const holds = (list: BlockList, address: string): boolean => {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
};

/** Where receivers may stand. */
export class Networks {
  readonly #closed = listOf(CLOSED);
  readonly #allowed: BlockList;
  /** Whether the operator has allowed any network. */
  readonly hasAllowed: boolean;

  /** @param allowed networks and addresses that the operator has named, such as `10.20.0.0/16` */
  constructor(allowed: readonly string[]) {
    this.#allowed = listOf(allowed);
    this.hasAllowed = allowed.length > 0;
  }

  /** Whether the operator has named it. */
  isAllowed(address: string): boolean {
    return holds(this.#allowed, address);
  }

  /** Whether nothing may be sent there; a text that is no address is closed too. */
  isClosed(address: string): boolean {
    if (isIP(address) === 0) return true;
    return holds(this.#closed, address) && !this.isAllowed(address);
  }
}

/** The address that a host is; null: it is a name, which is looked up when something is sent. */
export function literalOf({ hostname }: Pick<URL, 'hostname'>): string | null {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : host;
}

/** Why nothing is sent to an address as it is written; null: it may be tried. */
export function addressFault(written: string, networks: Networks): Bilingual | null {
  if (!URL.canParse(written)) {
    return {
      en: 'must be an address such as "https://example.vn/webhooks"',
      vi: 'phải là một địa chỉ, ví dụ "https://example.vn/webhooks"',
    };
  }
  const url = new URL(written);
  const literal = literalOf(url);
  const mayBeInTheClear = literal === null ? networks.hasAllowed : networks.isAllowed(literal);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayBeInTheClear)) {
    return {
      en: 'must begin with https://; http:// only in a network that the operator allows (WEBHOOK_NETWORKS)',
      vi: 'phải bắt đầu bằng https://; http:// chỉ dùng trong mạng do người vận hành cho phép (WEBHOOK_NETWORKS)',
    };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      en: 'must not contain a user name or password: messages are signed instead',
      vi: 'không được chứa tên đăng nhập hay mật khẩu: thông điệp đã được ký',
    };
  }
  if (literal !== null && networks.isClosed(literal)) {
    return {
      en: 'is an address of this machine or of a private network; the operator allows networks by WEBHOOK_NETWORKS',
      vi: 'là địa chỉ của chính máy này hoặc của mạng nội bộ; người vận hành cho phép mạng bằng WEBHOOK_NETWORKS',
    };
  }
  return null;
}

/** @throws DomainError validation, where nothing may be sent to an address */
export function checkAddress(written: string, networks: Networks): void {
  const fault = addressFault(written, networks);
  if (fault !== null) throw invalid('/url', fault);
}
