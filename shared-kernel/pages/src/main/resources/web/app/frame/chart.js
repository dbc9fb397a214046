// A chart and the table of the same figures beside it. The table is what counts: the chart is a picture of it.
import {html, nothing} from 'lit';
import {init, use} from 'echarts/core';
import {BarChart, LineChart} from 'echarts/charts';
import {AriaComponent, GridComponent, TooltipComponent} from 'echarts/components';
import {SVGRenderer} from 'echarts/renderers';
import {Part} from './page.js';

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

// A chart that goes away empties its place by writing null or no text as HTML. The policy of the pages forbids text as
// HTML, so nothing but that is let through, and as no text.
globalThis.trustedTypes?.createPolicy('default', {createHTML: text => (text === '' || text === 'null' ? '' : null)});

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * <fq-chart>: `figures` is {kind: 'line'|'bar'|'pyramid', labels: [text], series: [{name, values, percent}]},
 * `table` the rendered table, `caption` what both are about.
 */
export class Chart extends Part {
  static properties = {figures: {attribute: false}, table: {attribute: false}, caption: {attribute: false}};

  render() {
    return html`<figure class="chart">
      <figcaption>${this.caption}</figcaption>
      <div class="both"><div class="picture" aria-hidden="true"></div><div class="scroll" tabindex="0" role="region" aria-label=${this.caption}>${this.table ?? nothing}</div></div>
    </figure>`;
  }

  updated(changes) {
    const place = this.querySelector('.picture');
    if (!this.chart) {
      this.chart = init(place, null, {renderer: 'svg'});
      this.sizes = new ResizeObserver(() => this.chart.resize());
      this.sizes.observe(place);
    }
    if (changes.has('figures') || changes.has('caption')) {
      this.chart.setOption(this.option(), true);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes?.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  option() {
    const {kind, labels, series, percent} = this.figures;
    const sideways = kind !== 'line';
    const ink = colour('--ink-soft');
    const category = {
      type: 'category', data: labels, inverse: sideways, axisTick: {show: false},
      axisLabel: {color: ink, fontSize: 12, ...(sideways ? {width: 110, overflow: 'truncate'} : {hideOverlap: true})},
    };
    const value = {
      type: 'value', max: percent ? 100 : undefined, minInterval: percent ? undefined : 1,
      axisLabel: {color: ink, fontSize: 12, formatter: percent ? '{value}%' : '{value}', hideOverlap: true},
      splitLine: {lineStyle: {color: colour('--line')}},
    };
    return {
      animation: false,
      aria: {enabled: true},
      textStyle: {fontFamily: 'inherit'},
      color: [colour('--blue'), colour('--grey'), colour('--red')],
      grid: {left: 8, right: 24, top: 16, bottom: 8, containLabel: true},
      // Drawn and not written as HTML, which the policy of the pages forbids.
      tooltip: {trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: number => (number === null || number === undefined ? '–' : percent ? `${number}%` : number)},
      xAxis: sideways ? value : category,
      yAxis: sideways ? category : value,
      series: series.map(one => ({
        name: one.name,
        type: sideways ? 'bar' : 'line',
        data: one.values,
        barMaxWidth: 22,
        symbolSize: 6,
        lineStyle: one.dashed ? {type: 'dashed'} : undefined,
        connectNulls: false,
      })),
    };
  }
}
customElements.define('fq-chart', Chart);
