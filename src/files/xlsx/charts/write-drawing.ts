import { cellText } from '../cell-text.ts';
import { escapeAttribute } from '../table-part.ts';
import type { PlacedChart } from './chart.ts';

/** The part that lays charts over a sheet: what says where each is, and what it shows. */
export function writeDrawing(charts: readonly PlacedChart[]): string {
  const anchors = charts.map(({ chart, from, to }, rank) =>
    [
      `<xdr:twoCellAnchor editAs="oneCell">${corner('from', from)}${corner('to', to)}<xdr:graphicFrame macro="">`,
      `<xdr:nvGraphicFramePr><xdr:cNvPr id="${rank + 2}" name="${attribute(chart.title)}" descr="${attribute(chart.description)}"/>`,
      '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>',
      '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
      '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">',
      `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${linkOfChart(rank)}"/>`,
      '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>',
    ].join(''),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"',
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    ...anchors,
    '</xdr:wsDr>',
  ].join('');
}

/** How a drawing calls its charts, by their rank in it. */
export function linkOfChart(rank: number): string {
  return `rId${rank + 1}`;
}

function corner(name: 'from' | 'to', [column, row]: PlacedChart['from']): string {
  return `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
}

function attribute(text: string): string {
  return escapeAttribute(cellText(text));
}
