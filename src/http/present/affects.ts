import type { Static } from 'typebox';
import { noticeNumber } from '../../documents/notices/letterParts.ts';
import { affectedBy, noteAffected, type IssuedPaper } from '../../usecases/issued/noteAffected.ts';
import type { Affects } from './shapes.ts';

type Affected = Static<typeof Affects>;

type Tx = Parameters<typeof noteAffected>[0];

function presentPaper(paper: IssuedPaper): Affected[number] {
  const { type, id } = paper;
  const number =
    paper.type === 'report'
      ? paper.documentNumber
      : noticeNumber({ number: paper.number, letter: paper });
  return { type, id, number };
}

const presentPapers = (papers: Iterable<IssuedPaper>): Affected => [...papers].map(presentPaper);

/** Says of facts what they affect, fact by fact. */
export type AffectsOf = (factId: string) => Affected;

const affectsOf =
  (byFact: ReadonlyMap<string, readonly IssuedPaper[]>): AffectsOf =>
  (factId) =>
    presentPapers(byFact.get(factId) ?? []);

/** What each fact of the act under way affects. Ask once, when the whole act is recorded. */
export async function affectsByFact(tx: Tx): Promise<AffectsOf> {
  return affectsOf(await noteAffected(tx));
}

/** What the act under way affects in all. Ask once, when the whole act is recorded. */
export async function affectsOfAct(tx: Tx): Promise<Affected> {
  const papers = [...(await noteAffected(tx)).values()].flat();
  return presentPapers(new Map(papers.map((paper) => [paper.id, paper])).values());
}

/** What the answers said that booked these facts. */
export async function affectsAsBooked(
  tx: Parameters<typeof affectedBy>[0],
  factIds: readonly string[],
): Promise<AffectsOf> {
  return affectsOf(await affectedBy(tx, factIds));
}
