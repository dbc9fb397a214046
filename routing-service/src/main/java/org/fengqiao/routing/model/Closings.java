package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRelapsed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;

/**
 * Closings of a case and whoever claimed it, kept when the case goes on.
 *
 * @param handlers the workers who claimed the case, in all its custodies
 * @param all every closing, oldest first
 */
public record Closings(Set<String> handlers, List<Past> all) {

    static final Closings NONE = new Closings(Set.of(), List.of());

    public Closings {
        handlers = Set.copyOf(handlers);
        all = List.copyOf(all);
    }

    /**
     * A closing, and what became of it.
     *
     * @param closure counted from 1
     * @param verifiedAt when it was verified; null if it never was
     * @param relapsedAt when it turned out not to hold; null if it did not
     * @param reopenedAt when the case was opened again; null if it was not
     * @param cause why it was; null if it was not
     * @param remedy by which means the case came back; null if none was named
     */
    public record Past(
            int closure,
            Outcome outcome,
            Path path,
            String unit,
            Instant closedAt,
            @Nullable Instant verifiedAt,
            @Nullable Instant relapsedAt,
            @Nullable Instant reopenedAt,
            @Nullable RetriageCause cause,
            @Nullable Remedy remedy) {

        private static Past of(CaseClosed e) {
            return new Past(e.closure(), e.outcome(), e.path(), e.unit(), e.closedAt(), null, null, null, null, null);
        }

        private Past verified(CaseVerified e) {
            return new Past(
                    closure, outcome, path, unit, closedAt, e.verifiedAt(), relapsedAt, reopenedAt, cause, remedy);
        }

        private Past relapsed(CaseRelapsed e) {
            return new Past(
                    closure, outcome, path, unit, closedAt, verifiedAt, e.relapsedAt(), reopenedAt, e.cause(), remedy);
        }

        private Past reopened(CaseReopened e) {
            return new Past(
                    closure,
                    outcome,
                    path,
                    unit,
                    closedAt,
                    verifiedAt,
                    relapsedAt,
                    e.reopenedAt(),
                    e.cause(),
                    e.remedy());
        }
    }

    Closings claimedBy(String worker) {
        var more = new HashSet<>(handlers);
        more.add(worker);
        return new Closings(more, all);
    }

    Closings after(CaseClosed e) {
        var more = new ArrayList<>(all);
        more.add(Past.of(e));
        return new Closings(handlers, more);
    }

    Closings after(CaseVerified e) {
        return latest(past -> past.verified(e));
    }

    Closings after(CaseRelapsed e) {
        return latest(past -> past.relapsed(e));
    }

    Closings after(CaseReopened e) {
        return latest(past -> past.reopened(e));
    }

    private Closings latest(UnaryOperator<Past> change) {
        var changed = new ArrayList<>(all);
        changed.set(changed.size() - 1, change.apply(changed.getLast()));
        return new Closings(handlers, changed);
    }
}
