/** Cells of the workbook, and what they hold at the edition: programs that do not calculate draw that. */
export interface ChartCells<T> {
  /** `'Axes'!$D$8:$D$11`. */
  readonly reference: string;
  readonly values: readonly T[];
}

/** How a series is filled: a colour, and a pattern that tells it from the others without colours. */
export interface ChartFill {
  /** `FFD60A`. */
  readonly colour: string;
  /** A preset of DrawingML, drawn in ink over the colour; none for a plain fill. */
  readonly pattern?: string;
}

export interface ChartSeries {
  /** The cell that names it in the legend; a series alone needs none. */
  readonly name?: ChartCells<string>;
  readonly values: ChartCells<number>;
  readonly fill: ChartFill;
}

/** A chart over cells, which it follows when they change. */
export interface Chart {
  /** Bars lie one under the other, columns stand side by side, stacks lay series on one another, lines go from point to point. */
  readonly kind: 'bars' | 'columns' | 'stacks' | 'lines';
  readonly title: string;
  /** What the chart shows, for whoever does not see it. */
  readonly description: string;
  readonly categories: ChartCells<string>;
  readonly series: readonly ChartSeries[];
  /** The look of the numbers of the axis: `#,##0`. */
  readonly axisFormat: string;
  /** The look of the amount beside each bar; none is written when absent. */
  readonly labelFormat?: string;
}

/** A chart laid over a sheet, from the corner of a cell to that of another; columns and rows count from 0. */
export interface PlacedChart {
  readonly chart: Chart;
  readonly from: readonly [column: number, row: number];
  readonly to: readonly [column: number, row: number];
}
