package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.TableRegister.Command;
import org.fengqiao.routing.model.TableRegister.Event;
import org.fengqiao.routing.model.TableRegister.Tables;

/**
 * The register of triage tables: one is proposed by one person and approved by another, and comes into force on a day
 * that has not begun. A version that was approved is never changed.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Proposed: TableProposed
 *     Proposed --> Proposed: TableProposed
 *     Proposed --> Approved: TableApproved
 *     Proposed --> Rejected: TableRejected
 *     Rejected --> Proposed: TableProposed
 * }</pre>
 */
public final class TableRegister implements Decider<Command, Tables, Event> {

    /** The stored names of its events. */
    public static final EventTypes<Event> TYPES = EventTypes.of("routing", Event.class)
            .name("table-proposed.v1", TableProposed.class)
            .name("table-approved.v1", TableApproved.class)
            .name("table-rejected.v1", TableRejected.class)
            .build();

    private final TriageBook shipped;

    /**
     * A register beside the tables that come with the program.
     *
     * @param shipped these
     */
    public TableRegister(TriageBook shipped) {
        this.shipped = shipped;
    }

    /** Requests about a table. */
    public sealed interface Command {

        /** Returns who asks, by their identifier. */
        String by();
    }

    /**
     * A person proposes a table; one that was proposed under the same version and not approved is replaced.
     *
     * @param reason why
     */
    public record ProposeTable(TriageTable table, PersonalText reason, String by, Instant at) implements Command {}

    /** Another person approves it. */
    public record ApproveTable(String version, String by, Instant at) implements Command {}

    /**
     * A person rejects it, or takes back their own proposal.
     *
     * @param reason why
     */
    public record RejectTable(String version, PersonalText reason, String by, Instant at) implements Command {}

    /** Fate of a table. */
    public sealed interface Event {}

    /** A table was proposed. */
    public record TableProposed(
            TriageTable table,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String proposedBy,
            Instant proposedAt)
            implements Event {}

    /** It comes into force on its day. */
    public record TableApproved(String version, String approvedBy, Instant approvedAt) implements Event {}

    /** It does not. */
    public record TableRejected(
            String version,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String rejectedBy,
            Instant rejectedAt)
            implements Event {}

    /** A table in the register. */
    public sealed interface Entry {

        /** Returns the table. */
        TriageTable table();

        /** Returns who proposed it. */
        String proposedBy();
    }

    /** A table that waits for somebody's approval. */
    public record Proposed(TriageTable table, String proposedBy) implements Entry {}

    /** A table that is in force, or will be. */
    public record Approved(TriageTable table, String proposedBy, String approvedBy) implements Entry {}

    /** A table that somebody did not want. */
    public record Rejected(TriageTable table, String proposedBy, String rejectedBy) implements Entry {}

    /**
     * All tables of the register.
     *
     * @param byVersion in the order in which they were first proposed
     */
    public record Tables(Map<String, Entry> byVersion) {

        public Tables {
            byVersion = Collections.unmodifiableMap(new LinkedHashMap<>(byVersion));
        }

        /** Returns the table of this version; empty if none was ever proposed. */
        public Optional<Entry> find(String version) {
            return Optional.ofNullable(byVersion.get(version));
        }

        /** Returns the tables that were approved. */
        public List<TriageTable> approved() {
            var approved = new ArrayList<TriageTable>();
            for (var entry : byVersion.values()) {
                if (entry instanceof Approved one) {
                    approved.add(one.table());
                }
            }
            return approved;
        }

        Tables with(Entry entry) {
            var all = new LinkedHashMap<>(byVersion);
            all.put(entry.table().version(), entry);
            return new Tables(all);
        }
    }

    @Override
    public Tables initial() {
        return new Tables(Map.of());
    }

    @Override
    public Decision<Event> decide(Command command, Tables state) {
        return switch (command) {
            case ProposeTable c -> propose(c, state);
            case ApproveTable c ->
                state.find(c.version())
                        .map(entry -> approve(c, entry, state))
                        .orElseGet(() -> refuse(TableRefusal.NO_SUCH_TABLE));
            case RejectTable c ->
                state.find(c.version())
                        .map(entry -> reject(c, entry))
                        .orElseGet(() -> refuse(TableRefusal.NO_SUCH_TABLE));
        };
    }

    private Decision<Event> propose(ProposeTable command, Tables state) {
        var table = command.table();
        if (shipped.tables().stream().anyMatch(one -> one.version().equals(table.version()))) {
            return refuse(TableRefusal.VERSION_TAKEN);
        }
        return state.find(table.version())
                .map(known -> switch (known) {
                    case Approved approved when approved.table().equals(table) -> Decision.<Event>alreadyTrue();
                    case Approved _ -> Decision.<Event>refuse(TableRefusal.VERSION_TAKEN);
                    case Proposed proposed
                    when proposed.table().equals(table) && proposed.proposedBy().equals(command.by()) ->
                        Decision.<Event>alreadyTrue();
                    case Proposed _, Rejected _ -> proposed(command, state);
                })
                .orElseGet(() -> proposed(command, state));
    }

    private Decision<Event> proposed(ProposeTable command, Tables state) {
        if (isTooSoon(command.table(), command.at())) {
            return refuse(TableRefusal.NOT_AHEAD);
        }
        return isTaken(command.table(), state)
                ? refuse(TableRefusal.DAY_TAKEN)
                : accept(new TableProposed(command.table(), command.reason(), command.by(), command.at()));
    }

    private Decision<Event> approve(ApproveTable command, Entry entry, Tables state) {
        return switch (entry) {
            case Approved _ -> alreadyTrue();
            case Rejected _ -> refuse(TableRefusal.REJECTED);
            case Proposed proposed when proposed.proposedBy().equals(command.by()) -> refuse(TableRefusal.OWN_PROPOSAL);
            case Proposed proposed when isTooSoon(proposed.table(), command.at()) -> refuse(TableRefusal.NOT_AHEAD);
            case Proposed proposed when isTaken(proposed.table(), state) -> refuse(TableRefusal.DAY_TAKEN);
            case Proposed _ -> accept(new TableApproved(command.version(), command.by(), command.at()));
        };
    }

    private static Decision<Event> reject(RejectTable command, Entry entry) {
        return switch (entry) {
            case Rejected _ -> alreadyTrue();
            case Approved _ -> refuse(TableRefusal.APPROVED);
            case Proposed _ ->
                accept(new TableRejected(command.version(), command.reason(), command.by(), command.at()));
        };
    }

    /** Returns whether it would come into force on a day that has begun: cases of that day were judged already. */
    private static boolean isTooSoon(TriageTable table, Instant at) {
        var tomorrow = ZonedDateTime.ofInstant(at, TriageTable.Hours.CHINA)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
        return table.effectiveFrom().isBefore(tomorrow);
    }

    private boolean isTaken(TriageTable table, Tables state) {
        return Stream.concat(shipped.tables().stream(), state.approved().stream())
                .anyMatch(one -> one.effectiveFrom().equals(table.effectiveFrom()));
    }

    @Override
    public Tables evolve(Tables state, Event event) {
        return switch (event) {
            case TableProposed e -> state.with(new Proposed(e.table(), e.proposedBy()));
            case TableApproved e -> {
                var entry = known(state, e.version());
                yield state.with(new Approved(entry.table(), entry.proposedBy(), e.approvedBy()));
            }
            case TableRejected e -> {
                var entry = known(state, e.version());
                yield state.with(new Rejected(entry.table(), entry.proposedBy(), e.rejectedBy()));
            }
        };
    }

    private static Entry known(Tables state, String version) {
        return state.find(version)
                .orElseThrow(() -> new IllegalStateException("a history of a table that was never proposed"));
    }
}
