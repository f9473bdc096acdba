/** Compiles all programs of a project, and more that are named by where they are put, into a folder. */
export function compile(root: string, folder: string, more?: Record<string, string>): Promise<void>;
