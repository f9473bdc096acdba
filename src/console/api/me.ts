import { bodyOf, api, type Shape } from './client.ts';
import { queries, useRead } from './read.ts';

export type Me = Shape<'Me'>;

export type Permission = Me['permissions'][number];

const KEY = ['me'] as const;

/** Who is signed in; asked once, before the first screen. @throws Refusal if nobody is */
export async function readMe(): Promise<Me> {
  return queries.ensureQueryData({
    queryKey: KEY,
    queryFn: async ({ signal }) => bodyOf(api.GET('/v1/me', { signal })),
  });
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
