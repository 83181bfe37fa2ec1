import { cellText, escapeXml } from '../cell-text.ts';
import { escapeAttribute } from '../table-part.ts';
import type { Chart, ChartCells, ChartFill, ChartSeries } from './chart.ts';

const INK = '1D1A12';
const GRID = 'D9D4C3';
const CATEGORIES = 111_111_111;
const VALUES = 222_222_222;
/** Hundredths of a point. */
const TITLE_SIZE = 1300;
const TEXT_SIZE = 900;

/** The part of a chart, in DrawingML; elements stand in the order that the format sets. */
export function writeChart(chart: Chart): string {
  const { kind, series, title } = chart;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<c:date1904 val="0"/><c:lang val="fr-FR"/><c:roundedCorners val="0"/><c:chart>',
    `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>${textLook('defRPr', TITLE_SIZE, true)}</a:pPr>`,
    `<a:r>${textLook('rPr', TITLE_SIZE, true, ' lang="fr-FR"')}<a:t>${text(title)}</a:t></a:r></a:p></c:rich></c:tx>`,
    '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>',
    kind === 'lines' ? writeLines(chart) : writeBars(chart),
    axes(chart),
    '</c:plotArea>',
    series.length > 1 ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textLooks()}</c:legend>` : '',
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
    `<c:spPr>${solid('FFFFFF')}<a:ln>${solid(GRID)}</a:ln></c:spPr>`,
    '</c:chartSpace>',
  ].join('');
}

function writeBars(chart: Chart): string {
  const { kind, series } = chart;
  const stacked = kind === 'stacks';
  return [
    `<c:barChart><c:barDir val="${kind === 'columns' ? 'col' : 'bar'}"/>`,
    `<c:grouping val="${stacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>`,
    ...series.map((one, rank) => writeSeries(chart, one, rank)),
    `<c:gapWidth val="50"/>${stacked ? '<c:overlap val="100"/>' : ''}`,
    `<c:axId val="${CATEGORIES}"/><c:axId val="${VALUES}"/></c:barChart>`,
  ].join('');
}

/** Lines of ink, told apart by their dashes and the colour of their points. */
function writeLines({ series, categories }: Chart): string {
  return [
    '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>',
    ...series.map(({ name, values, fill }, rank) =>
      [
        `<c:ser><c:idx val="${rank}"/><c:order val="${rank}"/>${name === undefined ? '' : `<c:tx>${texts(name)}</c:tx>`}`,
        `<c:spPr><a:ln w="25400">${solid(INK)}<a:prstDash val="${rank === 0 ? 'solid' : 'dash'}"/></a:ln></c:spPr>`,
        `<c:marker><c:symbol val="${rank === 0 ? 'circle' : 'square'}"/><c:size val="9"/>`,
        `<c:spPr>${solid(fill.colour)}<a:ln w="9525">${solid(INK)}</a:ln></c:spPr></c:marker>`,
        `<c:cat>${texts(categories)}</c:cat><c:val>${numbers(values)}</c:val><c:smooth val="0"/></c:ser>`,
      ].join(''),
    ),
    `<c:marker val="1"/><c:axId val="${CATEGORIES}"/><c:axId val="${VALUES}"/></c:lineChart>`,
  ].join('');
}

function writeSeries(
  { kind, categories, labelFormat }: Chart,
  { name, values, fill }: ChartSeries,
  rank: number,
): string {
  const labels =
    labelFormat === undefined
      ? ''
      : `<c:dLbls><c:numFmt formatCode="${escapeAttribute(labelFormat)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textLooks()}${kind === 'stacks' ? '' : '<c:dLblPos val="outEnd"/>'}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
  return [
    `<c:ser><c:idx val="${rank}"/><c:order val="${rank}"/>${name === undefined ? '' : `<c:tx>${texts(name)}</c:tx>`}`,
    `<c:spPr>${writeFill(fill)}<a:ln w="9525">${solid(INK)}</a:ln></c:spPr><c:invertIfNegative val="0"/>`,
    labels,
    `<c:cat>${texts(categories)}</c:cat><c:val>${numbers(values)}</c:val></c:ser>`,
  ].join('');
}

/** Of bars, the first category is on top, as in the sheet; amounts are then at the bottom where the last one ends. */
function axes({ kind, axisFormat }: Chart): string {
  const upright = kind === 'columns' || kind === 'lines';
  return [
    `<c:catAx><c:axId val="${CATEGORIES}"/><c:scaling><c:orientation val="${upright ? 'minMax' : 'maxMin'}"/></c:scaling>`,
    `<c:delete val="0"/><c:axPos val="${upright ? 'b' : 'l'}"/><c:numFmt formatCode="General" sourceLinked="0"/>`,
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln>${solid(INK)}</a:ln></c:spPr>`,
    `${textLooks()}<c:crossAx val="${VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>`,
    '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>',
    `<c:valAx><c:axId val="${VALUES}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>`,
    `<c:axPos val="${upright ? 'l' : 'b'}"/><c:majorGridlines><c:spPr><a:ln>${solid(GRID)}</a:ln></c:spPr></c:majorGridlines>`,
    `<c:numFmt formatCode="${escapeAttribute(axisFormat)}" sourceLinked="0"/><c:majorTickMark val="none"/>`,
    `<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textLooks()}`,
    `<c:crossAx val="${CATEGORIES}"/><c:crosses val="${upright ? 'autoZero' : 'max'}"/><c:crossBetween val="between"/></c:valAx>`,
  ].join('');
}

function texts({ reference, values }: ChartCells<string>): string {
  return `<c:strRef><c:f>${escapeXml(reference)}</c:f><c:strCache>${points(values.map(text))}</c:strCache></c:strRef>`;
}

function numbers({ reference, values }: ChartCells<number>): string {
  const cache = points(values.map(String));
  return `<c:numRef><c:f>${escapeXml(reference)}</c:f><c:numCache><c:formatCode>General</c:formatCode>${cache}</c:numCache></c:numRef>`;
}

function points(values: readonly string[]): string {
  const written = values.map((value, rank) => `<c:pt idx="${rank}"><c:v>${value}</c:v></c:pt>`);
  return `<c:ptCount val="${values.length}"/>${written.join('')}`;
}

function writeFill({ colour, pattern }: ChartFill): string {
  if (pattern === undefined) return solid(colour);
  const [ink, ground] = [INK, colour].map((one) => `<a:srgbClr val="${one}"/>`);
  return `<a:pattFill prst="${pattern}"><a:fgClr>${ink}</a:fgClr><a:bgClr>${ground}</a:bgClr></a:pattFill>`;
}

function solid(colour: string): string {
  return `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
}

function textLooks(): string {
  return `<c:txPr><a:bodyPr/><a:p><a:pPr>${textLook('defRPr', TEXT_SIZE, false)}</a:pPr><a:endParaRPr lang="fr-FR"/></a:p></c:txPr>`;
}

function textLook(element: 'defRPr' | 'rPr', size: number, bold: boolean, language = ''): string {
  return `<a:${element}${language} sz="${size}" b="${bold ? 1 : 0}">${solid(INK)}</a:${element}>`;
}

function text(value: string): string {
  return escapeXml(cellText(value));
}
