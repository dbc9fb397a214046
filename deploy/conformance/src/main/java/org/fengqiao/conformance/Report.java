package org.fengqiao.conformance;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;

/** Report of a check, printed case by case. */
final class Report {

    private enum Kind {
        RIGHT,
        WRONG,
        MISSING,
        NOT_CHECKED
    }

    private final PrintWriter out;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    Report(PrintWriter out) {
        this.out = out;
        for (var kind : Kind.values()) {
            counts.put(kind, 0);
        }
    }

    void listed(CheckedCase one) {
        out.printf("%-28s %s%n", one.name(), one.promise());
    }

    void checked(CheckedCase one, Verdict verdict) {
        counts.merge(kind(verdict), 1, Integer::sum);
        out.printf("%-12s %-28s %s%n", verdict.word(), one.name(), one.promise());
        if (!verdict.detail().isEmpty()) {
            out.printf("%-12s %-28s -> %s%n", "", "", verdict.detail());
        }
        out.flush();
    }

    private static Kind kind(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Right _ -> Kind.RIGHT;
            case Verdict.Wrong _ -> Kind.WRONG;
            case Verdict.Missing _ -> Kind.MISSING;
            case Verdict.NotChecked _ -> Kind.NOT_CHECKED;
        };
    }

    /** @param seed with which the run can be repeated */
    void total(long seed) {
        out.printf(
                "%d right, %d wrong, %d missing, %d not checked (seed %d)%n",
                counts.get(Kind.RIGHT),
                counts.get(Kind.WRONG),
                counts.get(Kind.MISSING),
                counts.get(Kind.NOT_CHECKED),
                seed);
        out.flush();
    }

    boolean isGood() {
        return counts.get(Kind.WRONG) + counts.get(Kind.MISSING) == 0 && counts.get(Kind.RIGHT) > 0;
    }
}
