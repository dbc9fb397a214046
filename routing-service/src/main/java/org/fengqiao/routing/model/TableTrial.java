package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.TriageFacts.Circumstances;

/** Trial of a table on past cases: what it would have said of them, beside what was said. It records nothing. */
public final class TableTrial {

    private final TriageBook book;
    private final TriageTable table;
    private final Units units;

    /**
     * A trial of a table.
     *
     * @param book has the table
     */
    public TableTrial(TriageBook book, TriageTable table, Units units) {
        this.book = book;
        this.table = table;
        this.units = units;
    }

    /** A past case. */
    public record PastCase(UUID caseId, CaseTriaged judged, Instant judgedAt) {}

    /**
     * A judgement, and the unit to which it leads.
     *
     * @param because why
     */
    public record Verdict(
            String category,
            boolean undecided,
            Complexity complexity,
            Risk risk,
            Path path,
            String unit,
            String rule,
            String ruleVersion,
            List<String> because) {}

    /**
     * A case that would have gone elsewhere, or have been judged otherwise.
     *
     * @param differs what differs: {@code CATEGORY}, {@code COMPLEXITY}, {@code RISK}, {@code PATH}, {@code UNIT}
     */
    public record Difference(UUID caseId, Instant judgedAt, List<What> differs, Verdict was, Verdict would) {}

    /** Parts of a judgement. */
    public enum What {
        CATEGORY,
        COMPLEXITY,
        RISK,
        PATH,
        UNIT
    }

    /**
     * Returns how the table would have judged a case; null if its text is not known any more, so that nobody can say.
     *
     * @param past with its texts opened
     */
    public @Nullable Verdict judge(PastCase past) {
        var judged = past.judged();
        if (!(judged.summary() instanceof PersonalText.Known)) {
            return null;
        }
        var facts = new TriageFacts(
                judged.channel(),
                judged.categoryHint(),
                judged.summary(),
                judged.amount(),
                judged.groupSize(),
                Circumstances.of(
                        judged.parties(), judged.repeats() == null ? 0 : judged.repeats(), judged.receivedAt()));
        return verdict(book.judge(table, facts), judged);
    }

    /** Returns how a case was judged at first, and the unit to which that leads among the units of today. */
    public Verdict recorded(PastCase past) {
        return verdict(past.judged().triage(), past.judged());
    }

    /** Returns what differs between two verdicts, in the order of {@link What}. */
    public static List<What> differences(Verdict was, Verdict would) {
        var differs = new ArrayList<What>();
        if (!was.category().equals(would.category()) || was.undecided() != would.undecided()) {
            differs.add(What.CATEGORY);
        }
        if (was.complexity() != would.complexity()) {
            differs.add(What.COMPLEXITY);
        }
        if (was.risk() != would.risk()) {
            differs.add(What.RISK);
        }
        if (was.path() != would.path()) {
            differs.add(What.PATH);
        }
        if (!was.unit().equals(would.unit())) {
            differs.add(What.UNIT);
        }
        return differs;
    }

    private Verdict verdict(Triage triage, CaseTriaged judged) {
        var unit = triage.isUndecided()
                ? units.centreOf(judged.place())
                : units.best(triage.path(), triage.category(), judged.place());
        return new Verdict(
                triage.category(),
                triage.isUndecided(),
                triage.complexity(),
                triage.risk(),
                triage.path(),
                unit.id(),
                triage.rule(),
                triage.ruleVersion(),
                triage.because());
    }
}
