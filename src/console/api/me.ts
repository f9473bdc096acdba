import { useEffect } from 'react';
import { bodyOf, api, type Shape } from './client.ts';
import { forgetKept, keep, kept } from './kept.ts';
import { queries, useRead } from './read.ts';

export type Me = Shape<'Me'>;

export type Permission = Me['permissions'][number];

const KEY = ['me'] as const;

const KEPT_AS = 'who';

const who = ({ name, fund }: Me): string => `${fund.code} ${name}`;

/**
 * Who is signed in; asked once, before the first screen. What somebody else typed in this tab is forgotten
 * before: nobody sees it or sends it in his own name. @throws Refusal if nobody is
 */
export async function readMe(): Promise<Me> {
  const me = await queries.ensureQueryData({
    queryKey: KEY,
    queryFn: async ({ signal }) => bodyOf(api.GET('/v1/me', { signal })),
  });
  if (kept(KEPT_AS) !== who(me)) {
    if (kept(KEPT_AS) !== null) forgetKept();
    keep(KEPT_AS, who(me));
  }
  return me;
}

/** Loads the page anew where somebody else has signed in, on top of it or in another tab. */
export function useOneUser(): void {
  const me = useMe();
  useEffect(() => {
    if (me !== undefined && kept(KEPT_AS) !== who(me)) location.reload();
  }, [me]);
}

/** Who is signed in. */
export function useMe(): Me | undefined {
  return useRead(KEY, async (signal) => api.GET('/v1/me', { signal })).data;
}

/** Whether somebody's role allows this: what it does not allow is not shown as possible. */
export function useMay(): (permission: Permission) => boolean {
  const me = useMe();
  return (permission) => me?.permissions.includes(permission) ?? false;
}
