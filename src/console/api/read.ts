import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { bodyOf, Refusal } from './client.ts';
import { setSignedOut } from './signedOut.ts';

const FRESH_MS = 30_000;

const MOST_TRIES = 4;

function noteEndOfSession(error: Error): void {
  if (error instanceof Refusal && error.problem.code === 'unauthorized') setSignedOut(true);
}

/** What was read, until an act changes the book. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noteEndOfSession }),
  mutationCache: new MutationCache({ onError: noteEndOfSession }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (failures, error) => !(error instanceof Refusal) && failures < MOST_TRIES,
    },
  },
});

/** How many pages of a list are read anew at once; the others come as somebody scrolls. */
const MOST_PAGES_ANEW = 3;

function isLong(data: unknown): data is InfiniteData<unknown> {
  const pages: unknown = (data as Partial<InfiniteData<unknown>> | undefined)?.pages;
  return Array.isArray(pages) && pages.length > MOST_PAGES_ANEW;
}

/** Reads anew what is on the screen, of a long list its first pages. */
export async function readAnew(): Promise<void> {
  for (const [key, data] of queries.getQueriesData({})) {
    if (!isLong(data)) continue;
    queries.setQueryData(key, {
      pages: data.pages.slice(0, MOST_PAGES_ANEW),
      pageParams: data.pageParams.slice(0, MOST_PAGES_ANEW),
    });
  }
  await queries.invalidateQueries();
}

/** What is asked for, by its address and values: the same words ask for the same. */
export type ReadKey = readonly unknown[];

interface Asked {
  /** False: not asked yet, as something is missing. */
  readonly enabled?: boolean;
}

interface AskedAgain<T> extends Asked {
  /** After how long it is asked again, by what was answered; false: not again. */
  readonly againAfterMs?: (answer: T | undefined) => number | false;
}

/**
 * Reads from the service. While another answer under the key comes, the one before stays on the screen; what
 * is no longer wanted is cancelled.
 */
export function useRead<T>(
  key: ReadKey,
  send: (signal: AbortSignal) => Promise<{ readonly data?: T }>,
  { enabled = true, againAfterMs = () => false }: AskedAgain<T> = {},
): UseQueryResult<T> {
  return useQuery<T>({
    queryKey: key,
    enabled,
    refetchInterval: ({ state }) => againAfterMs(state.data),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => bodyOf(send(signal)),
  });
}

interface Page<Row> {
  readonly data: readonly Row[];
  readonly nextCursor: string | null;
}

/** The rows of a list as far as they were read, and how to read on. */
export interface ReadRows<Row, P> {
  readonly rows: readonly Row[];
  /** The first page, with what the list says beside its rows. */
  readonly first: P | undefined;
  readonly error: Error | null;
  readonly isReading: boolean;
  readonly hasMore: boolean;
  /** Reads the next page; what could not be read is read again. */
  readMore(): void;
}

/**
 * Reading on, which is another function only once something new was read: a table at its end asks once for the
 * next page, and not again where it is refused.
 */
function useReadOn(readAt: number, readOn: () => void): () => void {
  const latest = useRef({ readAt, readOn });
  useLayoutEffect(() => {
    latest.current = { readAt, readOn };
  });
  return useMemo(() => {
    const from = readAt;
    return () => {
      if (latest.current.readAt >= from) latest.current.readOn();
    };
  }, [readAt]);
}

/** Reads a list page by page. */
export function useRows<P extends Page<unknown>>(
  key: ReadKey,
  send: (cursor: string | undefined, signal: AbortSignal) => Promise<{ readonly data?: P }>,
  { enabled = true }: Asked = {},
): ReadRows<P['data'][number], P> {
  const read = useInfiniteQuery({
    queryKey: key,
    enabled,
    // A long list is not read anew because somebody looked elsewhere for a moment.
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => bodyOf(send(pageParam, signal)),
    getNextPageParam: (page: P) => page.nextCursor ?? undefined,
  });
  const pages = read.data?.pages ?? [];
  const readOn = useReadOn(read.dataUpdatedAt, () => {
    if (read.isFetching) return;
    if (read.isError && !read.isFetchNextPageError) void read.refetch();
    else if (read.hasNextPage) void read.fetchNextPage();
  });
  return {
    rows: pages.flatMap((page) => page.data),
    first: pages[0],
    error: read.error,
    isReading: read.isFetching,
    hasMore: read.hasNextPage,
    readMore: readOn,
  };
}
