package org.fengqiao.analytics.metric;

import static org.fengqiao.analytics.metric.Counting.Match.FIRST;
import static org.fengqiao.analytics.metric.Counting.Match.HOLDING;
import static org.fengqiao.analytics.metric.Counting.Match.SAME_SUBJECT;
import static org.fengqiao.analytics.model.MilestoneKind.ACCEPTED;
import static org.fengqiao.analytics.model.MilestoneKind.AGREEMENT_SIGNED;
import static org.fengqiao.analytics.model.MilestoneKind.ASSIGNED;
import static org.fengqiao.analytics.model.MilestoneKind.CLAIMED;
import static org.fengqiao.analytics.model.MilestoneKind.CLOSED;
import static org.fengqiao.analytics.model.MilestoneKind.CONFIRMATION_APPLIED;
import static org.fengqiao.analytics.model.MilestoneKind.CONFIRMATION_GRANTED;
import static org.fengqiao.analytics.model.MilestoneKind.DEADLINE_BREACHED;
import static org.fengqiao.analytics.model.MilestoneKind.DEADLINE_MET;
import static org.fengqiao.analytics.model.MilestoneKind.MEDIATION_ENDED;
import static org.fengqiao.analytics.model.MilestoneKind.OBLIGATION_DUE;
import static org.fengqiao.analytics.model.MilestoneKind.OBLIGATION_PERFORMED;
import static org.fengqiao.analytics.model.MilestoneKind.PETITION_CONCLUDED;
import static org.fengqiao.analytics.model.MilestoneKind.PETITION_OPENED;
import static org.fengqiao.analytics.model.MilestoneKind.REGISTERED;
import static org.fengqiao.analytics.model.MilestoneKind.RETURNED;
import static org.fengqiao.analytics.model.MilestoneKind.REVISIT_ANSWERED;
import static org.fengqiao.analytics.model.MilestoneKind.TRIAGED;
import static org.fengqiao.analytics.model.MilestoneKind.VERIFIED;

import java.util.List;
import java.util.Optional;

import org.fengqiao.analytics.metric.Counting.MetInTime;
import org.fengqiao.analytics.metric.Counting.SharedOut;
import org.fengqiao.analytics.metric.Counting.ThatFellDue;
import org.fengqiao.analytics.metric.Counting.ThatReached;
import org.fengqiao.analytics.metric.Counting.TimeTo;
import org.fengqiao.analytics.metric.Counting.WithValue;

/** The catalogue of numbers. */
public final class Metrics {

    private static final Words ACCEPTANCE = new Words("the date of acceptance", "受理日期");
    private static final Words CASES_ACCEPTED = new Words("cases accepted", "受理案件数");

    private static final List<Dimension> OF_THE_CASE =
            without(without(List.of(Dimension.values()), Dimension.STAGE), Dimension.RULE);

    /** The path changes when a proceeding fails: what happened in one proceeding is not grouped by the path that followed. */
    private static final List<Dimension> OF_A_PROCEEDING = without(OF_THE_CASE, Dimension.PATH);

    private static final List<Dimension> OF_A_DEADLINE =
            without(without(List.of(Dimension.values()), Dimension.STAGE), Dimension.PATH);

    /** All of them, in the order of the domain's list. */
    public static final List<Metric> ALL = List.of(
            new Metric(
                    "closure-rate",
                    new Words("Closure rate", "办结率"),
                    1,
                    new Words(
                            "Cases accepted that are closed now / cases accepted. A withdrawn case is closed; a reopened one is not, until it is closed again.",
                            "受理案件中现已办结的案件数 ÷ 受理案件数。撤回的案件计为办结；重新启动的案件在再次办结前不计为办结。"),
                    new Words("cases accepted that are closed now", "受理案件中现已办结的案件数"),
                    CASES_ACCEPTED,
                    ACCEPTANCE,
                    OF_THE_CASE,
                    new ThatReached(ACCEPTED, CLOSED, HOLDING)),
            new Metric(
                    "ever-closed-rate",
                    new Words("Ever-closed rate", "曾办结率"),
                    1,
                    new Words(
                            "Cases accepted that were closed at least once / cases accepted.",
                            "受理案件中至少办结过一次的案件数 ÷ 受理案件数。"),
                    new Words("cases accepted that were closed at least once", "受理案件中至少办结过一次的案件数"),
                    CASES_ACCEPTED,
                    ACCEPTANCE,
                    OF_THE_CASE,
                    new ThatReached(ACCEPTED, CLOSED, FIRST)),
            new Metric(
                    "verified-closure-rate",
                    new Words("Verified closure rate", "核实办结率"),
                    1,
                    new Words(
                            "Cases accepted whose closing is verified now (revisit satisfied, obligations performed) / cases accepted.",
                            "受理案件中办结且经回访核实（当事人满意、协议履行）的案件数 ÷ 受理案件数。"),
                    new Words("cases accepted whose closing is verified now", "受理案件中办结且经核实的案件数"),
                    CASES_ACCEPTED,
                    ACCEPTANCE,
                    OF_THE_CASE,
                    new ThatReached(ACCEPTED, VERIFIED, HOLDING)),
            new Metric(
                    "mediation-success-rate",
                    new Words("Mediation success rate", "调解成功率"),
                    1,
                    new Words(
                            "Mediations ended with an agreement that stands (AGREED or CONFIRMED) / mediations ended. One that was discontinued because the case left its unit has not ended.",
                            "达成有效协议（AGREED、CONFIRMED）而结束的调解数 ÷ 结束的调解数。因案件转出而中止的调解不计为结束。"),
                    new Words("mediations ended with an agreement that stands", "达成有效协议而结束的调解数"),
                    new Words("mediations ended", "结束的调解数"),
                    new Words("the date on which the mediation ended", "调解结束日期"),
                    OF_A_PROCEEDING,
                    new WithValue(MEDIATION_ENDED, List.of("AGREED", "CONFIRMED"))),
            new Metric(
                    "satisfaction-rate",
                    new Words("Satisfaction rate", "满意率"),
                    1,
                    new Words(
                            "Revisits answered with 3 to 5 / revisits answered. A revisit that reached nobody is not answered.",
                            "回访评分为3至5分的次数 ÷ 得到答复的回访次数。未联系上的回访不计。"),
                    new Words("revisits answered with 3 to 5", "回访评分为3至5分的次数"),
                    new Words("revisits answered", "得到答复的回访次数"),
                    new Words("the date of the revisit", "回访日期"),
                    OF_A_PROCEEDING,
                    new WithValue(REVISIT_ANSWERED, List.of("3", "4", "5"))),
            new Metric(
                    "performance-rate",
                    new Words("Performance rate", "履行率"),
                    1,
                    new Words(
                            "Obligations of agreements performed / obligations due. Due are those whose day has come, at the time asked for.",
                            "已履行的协议义务数 ÷ 到期的协议义务数。截至查询时间履行日已到的义务为到期。"),
                    new Words("due obligations that were performed", "到期且已履行的义务数"),
                    new Words("obligations due", "到期的义务数"),
                    new Words("the due date", "履行到期日"),
                    OF_A_PROCEEDING,
                    new ThatFellDue(OBLIGATION_DUE, OBLIGATION_PERFORMED)),
            new Metric(
                    "petition-closure-rate",
                    new Words("Petition closure rate", "信访办结率"),
                    1,
                    new Words(
                            "Petition-agency cases concluded / petition-agency cases opened. One that was discontinued counts as opened.",
                            "信访代办办结件数 ÷ 信访代办开办件数。中止的代办件计入开办件数。"),
                    new Words("petition-agency cases concluded", "信访代办办结件数"),
                    new Words("petition-agency cases opened", "信访代办开办件数"),
                    new Words("the date on which the petition agency opened it", "信访代办开办日期"),
                    OF_A_PROCEEDING,
                    new ThatReached(PETITION_OPENED, PETITION_CONCLUDED, SAME_SUBJECT)),
            new Metric(
                    "confirmation-rate",
                    new Words("Confirmation rate", "司法确认率"),
                    1,
                    new Words("Agreements judicially confirmed / agreements signed.", "经司法确认的协议数 ÷ 签订的协议数。"),
                    new Words("agreements confirmed", "经司法确认的协议数"),
                    new Words("agreements signed", "签订的协议数"),
                    new Words("the date of the agreement", "协议签订日期"),
                    OF_A_PROCEEDING,
                    new ThatReached(AGREEMENT_SIGNED, CONFIRMATION_GRANTED, SAME_SUBJECT)),
            new Metric(
                    "confirmation-grant-rate",
                    new Words("Confirmation grant rate", "司法确认准许率"),
                    1,
                    new Words(
                            "Judicial confirmations granted / judicial confirmations applied for.",
                            "准许的司法确认数 ÷ 申请的司法确认数。"),
                    new Words("confirmations granted", "准许的司法确认数"),
                    new Words("confirmations applied for", "申请的司法确认数"),
                    new Words("the date of the application", "申请日期"),
                    OF_A_PROCEEDING,
                    new ThatReached(CONFIRMATION_APPLIED, CONFIRMATION_GRANTED, SAME_SUBJECT)),
            new Metric(
                    "on-time-rate",
                    new Words("On-time rate", "按期率"),
                    1,
                    new Words(
                            "Duties met in time / duties ended, which are those met in time and those breached. Each deadline counts once: a breach that is met later stays a breach, unless what was owed turns out to have been done in time. Deadlines that run, that were cancelled before they passed, and the time limits of rights are not counted.",
                            "按期完成的期限数 ÷ 已结束的期限数（按期完成与逾期之和）。每个期限只计一次：逾期后补办的仍计为逾期，但事后查明当时已按期完成的计为按期。未到期的、到期前取消的期限以及权利行使期限不计。"),
                    new Words("duties met in time", "按期完成的期限数"),
                    new Words("duties met in time or breached", "按期完成和逾期的期限数"),
                    new Words("the date on which it ended: was met, or passed", "期限结束日期（完成之日或逾期之日）"),
                    OF_A_DEADLINE,
                    new MetInTime(DEADLINE_MET, DEADLINE_BREACHED)),
            new Metric(
                    "bounce-rate",
                    new Words("Bounce rate", "退回率"),
                    1,
                    new Words("Assignments that the unit gave back / assignments.", "被退回的分派数 ÷ 分派数。"),
                    new Words("assignments given back", "被退回的分派数"),
                    new Words("assignments", "分派数"),
                    new Words("the date of the assignment", "分派日期"),
                    OF_A_PROCEEDING,
                    new ThatReached(ASSIGNED, RETURNED, SAME_SUBJECT)),
            new Metric(
                    "source-pyramid",
                    new Words("Source pyramid", "来源倒金字塔"),
                    1,
                    new Words(
                            "Cases accepted that came from the layer / cases accepted from all layers. Grassroots: window, grid, hotline, online, departments.",
                            "来自该层级的受理案件数 ÷ 全部层级的受理案件数。基层包括来访窗口、网格、12345热线、线上和部门转办。"),
                    new Words("cases accepted that came from the layer", "来自该层级的受理案件数"),
                    CASES_ACCEPTED,
                    ACCEPTANCE,
                    without(OF_THE_CASE, Dimension.LAYER),
                    new SharedOut(ACCEPTED, Dimension.LAYER)),
            new Metric(
                    "lead-time",
                    new Words("Lead time", "办理时长"),
                    1,
                    new Words(
                            "For each stage: cases that reached it / cases registered, with the median and the 90th percentile of the seconds from registration to the first time it was reached.",
                            "各阶段：到达该阶段的案件数 ÷ 登记案件数，并列出自登记至首次到达该阶段的秒数的中位数和第90百分位数。"),
                    new Words("cases that reached the stage", "到达该阶段的案件数"),
                    new Words("cases registered", "登记案件数"),
                    new Words("the date of registration", "登记日期"),
                    OF_THE_CASE,
                    new TimeTo(REGISTERED, List.of(ACCEPTED, TRIAGED, CLAIMED, AGREEMENT_SIGNED, CLOSED, VERIFIED))));

    private Metrics() {}

    /** The metric of this name; empty if there is none. */
    public static Optional<Metric> named(String name) {
        return ALL.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }

    private static List<Dimension> without(List<Dimension> dimensions, Dimension left) {
        return dimensions.stream().filter(dimension -> dimension != left).toList();
    }
}
