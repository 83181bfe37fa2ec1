interface Made {
  readonly version?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export function tellInstallFailure(stderr: string): string;
export function tellMissingBuilds(
  packages: Readonly<Record<string, Made>>,
  machine: { readonly os: string; readonly cpu: string; readonly libc: string },
  isThere: (path: string) => boolean,
): string | undefined;
