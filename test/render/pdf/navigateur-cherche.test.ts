import { describe, expect, it } from 'vitest';
import { chercherLeNavigateur, type Machine } from '../../../src/render/pdf/chercher-le-navigateur.ts';

const machine = (plateforme: NodeJS.Platform, env: Machine['env'], ...programmes: string[]): Machine => ({
  plateforme,
  env,
  estUnProgramme: (chemin) => programmes.includes(chemin),
});

describe('le navigateur du poste', () => {
  it.each([
    ['linux', { PATH: '/usr/local/bin:/opt/bin' }, '/opt/bin/google-chrome'],
    ['linux', { PATH: '' }, '/usr/bin/chromium'],
    ['linux', {}, '/opt/microsoft/msedge/msedge'],
    ['darwin', { HOME: '/comptes/a' }, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    ['darwin', { HOME: '/comptes/a' }, '/comptes/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['win32', { Path: 'C:\\outils;D:\\x' }, 'D:\\x\\msedge.exe'],
    [
      'win32',
      { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' },
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\é\\Local' }, 'C:\\Users\\é\\Local\\Google\\Chrome\\Application\\chrome.exe'],
  ] as const)('%s %j : %s', (plateforme, env, chemin) => {
    expect(chercherLeNavigateur(machine(plateforme, env, chemin))).toEqual({ chemin });
  });

  it('celui du PATH vient avant ceux des places usuelles, celui que dit la variable avant tous', () => {
    const env = { PATH: '/a' };
    expect(chercherLeNavigateur(machine('linux', env, '/usr/bin/chromium', '/a/chrome')).chemin).toBe('/a/chrome');
    const dit = { ...env, JAUNE_NAVIGATEUR: '/b/edge' };
    expect(chercherLeNavigateur(machine('linux', dit, '/a/chrome', '/b/edge')).chemin).toBe('/b/edge');
  });

  it('la variable qui ne mène à rien n’est pas remplacée en silence ; le dossier courant n’est pas du PATH', () => {
    const cherche = chercherLeNavigateur(machine('linux', { JAUNE_NAVIGATEUR: '/b/edge' }, '/usr/bin/chromium'));
    expect(cherche).toMatchObject({ manque: expect.stringContaining('/b/edge') });
    expect(chercherLeNavigateur(machine('linux', { PATH: '.:' }, 'chromium', './chromium')).chemin).toBeUndefined();
  });

  it('sans aucun, dit ce qui manque et que faire', () => {
    expect(chercherLeNavigateur(machine('linux', { PATH: '/a' }))).toEqual({
      manque: 'ni Chromium, ni Chrome, ni Edge n’ont été trouvés sur ce poste',
      remede: expect.stringContaining('JAUNE_NAVIGATEUR'),
    });
  });
});
