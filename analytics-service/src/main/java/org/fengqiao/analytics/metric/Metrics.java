package org.fengqiao.analytics.metric;

import static org.fengqiao.analytics.metric.Counting.Match.FIRST;
import static org.fengqiao.analytics.metric.Counting.Match.HOLDING;
import static org.fengqiao.analytics.metric.Counting.Match.SAME_SUBJECT;
import static org.fengqiao.analytics.model.MilestoneKind.ACCEPTED;
import static org.fengqiao.analytics.model.MilestoneKind.AGREEMENT_SIGNED;
import static org.fengqiao.analytics.model.MilestoneKind.APPLICANT_ANSWERED;
import static org.fengqiao.analytics.model.MilestoneKind.ASSIGNED;
import static org.fengqiao.analytics.model.MilestoneKind.BENEFICIARY_COUNTED;
import static org.fengqiao.analytics.model.MilestoneKind.CLAIMED;
import static org.fengqiao.analytics.model.MilestoneKind.CLOSED;
import static org.fengqiao.analytics.model.MilestoneKind.CONFIRMATION_APPLIED;
import static org.fengqiao.analytics.model.MilestoneKind.CONFIRMATION_GRANTED;
import static org.fengqiao.analytics.model.MilestoneKind.CONSULTATION_CONCLUDED;
import static org.fengqiao.analytics.model.MilestoneKind.CONSULTATION_CONVENED;
import static org.fengqiao.analytics.model.MilestoneKind.DEADLINE_BREACHED;
import static org.fengqiao.analytics.model.MilestoneKind.DEADLINE_MET;
import static org.fengqiao.analytics.model.MilestoneKind.DEBT_KEPT;
import static org.fengqiao.analytics.model.MilestoneKind.DEBT_MISSED;
import static org.fengqiao.analytics.model.MilestoneKind.DUTY_ASSIGNED;
import static org.fengqiao.analytics.model.MilestoneKind.DUTY_DONE;
import static org.fengqiao.analytics.model.MilestoneKind.ERRAND_PLANNED;
import static org.fengqiao.analytics.model.MilestoneKind.ERRAND_RUN;
import static org.fengqiao.analytics.model.MilestoneKind.MEDIATION_ENDED;
import static org.fengqiao.analytics.model.MilestoneKind.NOTICE_LIFTED;
import static org.fengqiao.analytics.model.MilestoneKind.OBLIGATION_DUE;
import static org.fengqiao.analytics.model.MilestoneKind.OBLIGATION_PERFORMED;
import static org.fengqiao.analytics.model.MilestoneKind.PARTIES_RETURNED;
import static org.fengqiao.analytics.model.MilestoneKind.PARTY_REVISITED;
import static org.fengqiao.analytics.model.MilestoneKind.PETITION_CONCLUDED;
import static org.fengqiao.analytics.model.MilestoneKind.PETITION_OPENED;
import static org.fengqiao.analytics.model.MilestoneKind.PETITION_REVIEW_DECIDED;
import static org.fengqiao.analytics.model.MilestoneKind.PETITION_REVIEW_REQUESTED;
import static org.fengqiao.analytics.model.MilestoneKind.RECTIFICATION_COMPLETED;
import static org.fengqiao.analytics.model.MilestoneKind.RECTIFICATION_ORDERED;
import static org.fengqiao.analytics.model.MilestoneKind.RED_NOTICE_ISSUED;
import static org.fengqiao.analytics.model.MilestoneKind.REGISTERED;
import static org.fengqiao.analytics.model.MilestoneKind.RELAPSED;
import static org.fengqiao.analytics.model.MilestoneKind.RELIEF_APPLIED;
import static org.fengqiao.analytics.model.MilestoneKind.RELIEF_DELIVERED;
import static org.fengqiao.analytics.model.MilestoneKind.REPEATED;
import static org.fengqiao.analytics.model.MilestoneKind.RESPONDENT_ANSWERED;
import static org.fengqiao.analytics.model.MilestoneKind.RETURNED;
import static org.fengqiao.analytics.model.MilestoneKind.REVIEW_GRADED;
import static org.fengqiao.analytics.model.MilestoneKind.REVIEW_SAMPLED;
import static org.fengqiao.analytics.model.MilestoneKind.REVISIT_ANSWERED;
import static org.fengqiao.analytics.model.MilestoneKind.SERVICE_USED;
import static org.fengqiao.analytics.model.MilestoneKind.SETTLED;
import static org.fengqiao.analytics.model.MilestoneKind.STAGE_RATED;
import static org.fengqiao.analytics.model.MilestoneKind.TRIAGED;
import static org.fengqiao.analytics.model.MilestoneKind.UNHELD;
import static org.fengqiao.analytics.model.MilestoneKind.UNHELD_ENDED;
import static org.fengqiao.analytics.model.MilestoneKind.VERIFIED;
import static org.fengqiao.analytics.model.MilestoneKind.YELLOW_NOTICE_ISSUED;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fengqiao.analytics.metric.Counting.EndedBy;
import org.fengqiao.analytics.metric.Counting.FromChannels;
import org.fengqiao.analytics.metric.Counting.MetInTime;
import org.fengqiao.analytics.metric.Counting.SharedOut;
import org.fengqiao.analytics.metric.Counting.ThatFellDue;
import org.fengqiao.analytics.metric.Counting.ThatReached;
import org.fengqiao.analytics.metric.Counting.TimeTo;
import org.fengqiao.analytics.metric.Counting.WithValue;
import org.fengqiao.analytics.model.Layer;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Messages;

/**
 * The catalogue of numbers. Its words stand in {@code metrics/words_zh.properties} and {@code
 * metrics/words_en.properties}.
 */
public final class Metrics {

    private static final List<Dimension> OF_THE_CASE = without(
            List.of(Dimension.values()),
            Dimension.STAGE,
            Dimension.RULE,
            Dimension.FAULT,
            Dimension.GRADE,
            Dimension.DEBT);

    /**
     * The path changes when a proceeding fails: what happened in one proceeding is not grouped by the path that
     * followed.
     */
    private static final List<Dimension> OF_A_PROCEEDING = without(OF_THE_CASE, Dimension.PATH);

    private static final List<Dimension> OF_A_DEADLINE = without(
            List.of(Dimension.values()),
            Dimension.STAGE,
            Dimension.PATH,
            Dimension.FAULT,
            Dimension.GRADE,
            Dimension.DEBT);

    private static final List<Dimension> OF_A_NOTICE = without(
            List.of(Dimension.values()),
            Dimension.STAGE,
            Dimension.PATH,
            Dimension.RULE,
            Dimension.GRADE,
            Dimension.DEBT);

    private static final List<Dimension> OF_A_DEBT = without(
            List.of(Dimension.values()),
            Dimension.STAGE,
            Dimension.PATH,
            Dimension.RULE,
            Dimension.FAULT,
            Dimension.GRADE);

    /** The layers that have a row even if no case came from them. */
    private static final List<String> LAYERS = Arrays.stream(Layer.values())
            .filter(layer -> layer != Layer.OTHER)
            .map(Layer::name)
            .toList();

    /** The grades that have a row even if no case got them, the best first. */
    private static final List<String> GRADES = List.of("EXCELLENT", "QUALIFIED", "FLAWED", "UNQUALIFIED");

    private static final List<Definition> DEFINITIONS = List.of(
            new Definition("closure-rate", 1, OF_THE_CASE, new ThatReached(ACCEPTED, CLOSED, HOLDING)),
            new Definition("ever-closed-rate", 1, OF_THE_CASE, new ThatReached(ACCEPTED, CLOSED, FIRST)),
            new Definition("verified-closure-rate", 1, OF_THE_CASE, new ThatReached(ACCEPTED, VERIFIED, HOLDING)),
            new Definition(
                    "mediation-success-rate",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(MEDIATION_ENDED, List.of("AGREED", "CONFIRMED"))),
            new Definition(
                    "satisfaction-rate", 2, OF_A_PROCEEDING, new WithValue(REVISIT_ANSWERED, List.of("3", "4", "5"))),
            new Definition(
                    "applicant-satisfaction-rate",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(APPLICANT_ANSWERED, List.of("3", "4", "5"))),
            new Definition(
                    "respondent-satisfaction-rate",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(RESPONDENT_ANSWERED, List.of("3", "4", "5"))),
            new Definition(
                    "revisit-reach-rate", 1, OF_A_PROCEEDING, new WithValue(PARTY_REVISITED, List.of("REACHED"))),
            new Definition("stage-rating", 1, OF_A_PROCEEDING, new WithValue(STAGE_RATED, List.of("3", "4", "5"))),
            new Definition("online-services", 1, OF_A_PROCEEDING, new WithValue(SERVICE_USED, List.of("ONLINE"))),
            new Definition(
                    "performance-rate", 1, OF_A_PROCEEDING, new ThatFellDue(OBLIGATION_DUE, OBLIGATION_PERFORMED)),
            new Definition(
                    "petition-closure-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(PETITION_OPENED, PETITION_CONCLUDED, SAME_SUBJECT)),
            new Definition(
                    "errand-completion-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(ERRAND_PLANNED, ERRAND_RUN, SAME_SUBJECT)),
            new Definition(
                    "petition-review-decision-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(PETITION_REVIEW_REQUESTED, PETITION_REVIEW_DECIDED, SAME_SUBJECT)),
            new Definition(
                    "petition-review-change-rate",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(PETITION_REVIEW_DECIDED, List.of("CHANGED", "REVOKED"))),
            new Definition(
                    "relief-delivery-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(RELIEF_APPLIED, RELIEF_DELIVERED, SAME_SUBJECT)),
            new Definition(
                    "legal-aid-delivered", 1, OF_A_PROCEEDING, new WithValue(RELIEF_DELIVERED, List.of("LEGAL_AID"))),
            new Definition(
                    "counselling-delivered",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(RELIEF_DELIVERED, List.of("COUNSELLING"))),
            new Definition(
                    "social-assistance-delivered",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(RELIEF_DELIVERED, List.of("SOCIAL_ASSISTANCE"))),
            new Definition(
                    "judicial-assistance-delivered",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(RELIEF_DELIVERED, List.of("JUDICIAL_ASSISTANCE"))),
            new Definition(
                    "hardship-beneficiaries",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(BENEFICIARY_COUNTED, List.of("HARDSHIP_FIRST"))),
            new Definition(
                    "confirmation-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(AGREEMENT_SIGNED, CONFIRMATION_GRANTED, SAME_SUBJECT)),
            new Definition(
                    "confirmation-grant-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(CONFIRMATION_APPLIED, CONFIRMATION_GRANTED, SAME_SUBJECT)),
            new Definition("on-time-rate", 1, OF_A_DEADLINE, new MetInTime(DEADLINE_MET, DEADLINE_BREACHED, List.of())),
            new Definition("obligations-on-time", 1, OF_A_DEBT, new MetInTime(DEBT_KEPT, DEBT_MISSED, List.of())),
            new Definition(
                    "consultation-conclusion-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(CONSULTATION_CONVENED, CONSULTATION_CONCLUDED, SAME_SUBJECT)),
            new Definition(
                    "consultation-in-time-rate",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(CONSULTATION_CONCLUDED, List.of("IN_TIME"))),
            new Definition(
                    "duty-completion-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(DUTY_ASSIGNED, DUTY_DONE, SAME_SUBJECT)),
            new Definition("bounce-rate", 1, OF_A_PROCEEDING, new ThatReached(ASSIGNED, RETURNED, SAME_SUBJECT)),
            new Definition("unheld-time", 1, OF_A_PROCEEDING, new EndedBy(UNHELD, UNHELD_ENDED)),
            new Definition("high-risk-rate", 1, OF_THE_CASE, new WithValue(TRIAGED, List.of("HIGH"))),
            new Definition(
                    "returning-party-rate", 1, OF_THE_CASE, new ThatReached(ACCEPTED, PARTIES_RETURNED, SAME_SUBJECT)),
            new Definition("repeat-rate", 2, OF_THE_CASE, new ThatReached(REGISTERED, REPEATED, SAME_SUBJECT)),
            new Definition("relapse-rate", 1, OF_A_PROCEEDING, new ThatReached(SETTLED, RELAPSED, SAME_SUBJECT)),
            new Definition("red-notice-lifting", 1, OF_A_NOTICE, new EndedBy(RED_NOTICE_ISSUED, NOTICE_LIFTED)),
            new Definition("yellow-notice-lifting", 1, OF_A_NOTICE, new EndedBy(YELLOW_NOTICE_ISSUED, NOTICE_LIFTED)),
            new Definition(
                    "review-completion-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(REVIEW_SAMPLED, REVIEW_GRADED, SAME_SUBJECT)),
            new Definition("review-grades", 1, OF_A_PROCEEDING, new SharedOut(REVIEW_GRADED, Dimension.GRADE, GRADES)),
            new Definition(
                    "review-pass-rate",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(REVIEW_GRADED, List.of("EXCELLENT", "QUALIFIED"))),
            new Definition(
                    "rectification-rate",
                    1,
                    OF_A_PROCEEDING,
                    new ThatReached(RECTIFICATION_ORDERED, RECTIFICATION_COMPLETED, SAME_SUBJECT)),
            new Definition(
                    "rectification-in-time-rate",
                    1,
                    OF_A_PROCEEDING,
                    new MetInTime(DEADLINE_MET, DEADLINE_BREACHED, List.of("rectification"))),
            new Definition("early-contact-rate", 1, OF_THE_CASE, new WithValue(TRIAGED, List.of("LOW"))),
            new Definition(
                    "screening-rate", 1, OF_THE_CASE, new FromChannels(ACCEPTED, List.of("GRID", "UNIT_LEADER"))),
            new Definition(
                    "settled-by-agreement-rate",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(SETTLED, List.of("AGREED", "CONFIRMED"))),
            new Definition(
                    "relapse-foreseen-rate",
                    1,
                    OF_A_PROCEEDING,
                    new WithValue(RELAPSED, List.of("DISSATISFIED", "NEW_TROUBLE", "OBLIGATION_BREACHED"))),
            new Definition(
                    "source-pyramid",
                    1,
                    without(OF_THE_CASE, Dimension.LAYER),
                    new SharedOut(ACCEPTED, Dimension.LAYER, LAYERS)),
            new Definition(
                    "lead-time",
                    1,
                    OF_THE_CASE,
                    new TimeTo(REGISTERED, List.of(ACCEPTED, TRIAGED, CLAIMED, AGREEMENT_SIGNED, CLOSED, VERIFIED))));

    private static final Messages WORDS = Messages.read(
            Metrics.class,
            "metrics/words",
            DEFINITIONS.stream()
                    .flatMap(metric -> Stream.of("title", "formula", "numerator", "denominator", "cohortDate")
                            .map(metric::key))
                    .collect(Collectors.toMap(key -> key, _ -> Set.of())));

    /** All numbers, in the order of the domain's list. */
    public static final List<Metric> ALL =
            DEFINITIONS.stream().map(Definition::withWords).toList();

    /** A number without its words. */
    private record Definition(String name, int formulaVersion, List<Dimension> groupBy, Counting counting) {

        String key(String what) {
            return name + "." + what;
        }

        Metric withWords() {
            return new Metric(
                    name,
                    words("title"),
                    formulaVersion,
                    words("formula"),
                    words("numerator"),
                    words("denominator"),
                    words("cohortDate"),
                    groupBy,
                    counting);
        }

        private Bilingual words(String what) {
            return WORDS.say(key(what), Map.of());
        }
    }

    private Metrics() {}

    /** Returns the metric of this name; empty if there is none. */
    public static Optional<Metric> named(String name) {
        return ALL.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }

    private static List<Dimension> without(List<Dimension> dimensions, Dimension... left) {
        return dimensions.stream()
                .filter(dimension -> !List.of(left).contains(dimension))
                .toList();
    }
}
