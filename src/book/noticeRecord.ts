import type { DeliveryEntry, NoticeEntry } from '../store/notices/notice.ts';

/** A notice with what became of it. */
export class NoticeRecord {
  readonly issued: NoticeEntry;
  readonly deliveries: DeliveryEntry[] = [];
  /** The notice that took its place, however late; null: none did. */
  supersededBy: NoticeEntry | null = null;

  constructor(issued: NoticeEntry) {
    this.issued = issued;
  }
}
