package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.texts;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.RiskGround;
import org.fengqiao.routing.model.RoutingCase;

/**
 * Open cases that somebody was told of at once, with the roles that were told; written with the events they show. First
 * stands what no leader has acknowledged in time, until the notice about that is answered; then what came last.
 */
public final class AlertList implements CaseView<RoutingCase> {

    private static final Upsert<Alert> WRITE = Upsert.<Alert>into("case_alert")
            .key(uuid("case_id", Alert::caseId))
            .set(texts("roles", Alert::roles))
            .set(bigint("version", Alert::version))
            .set(bool("open", alert -> alert.state() instanceof RoutingCase.Open))
            .set(text("grounds", alert -> String.join(",", alert.grounds())))
            .set(constant("risk", alert -> alert.state().dossier().triage().risk()))
            .set(text("category", alert -> alert.state().dossier().triage().category()))
            .set(text("unit", alert -> alert.state().unit()))
            .set(time("raised_since", alert -> raisedSince(alert.state())))
            .set(time("attention_at", alert -> attentionAt(alert.state())))
            .fixed(text("district", alert -> alert.state().dossier().place().district()))
            .fixed(text("street", alert -> alert.state().dossier().place().street()))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, AlertRow> READ = CaseList.<Filter, AlertRow>of(
                    "case_alert",
                    "case_id, roles, version, grounds, risk, category, unit, district, street, raised_since,"
                            + " attention_at",
                    row -> new AlertRow(
                            row.getUUID("case_id"),
                            List.of(row.getArrayOfStrings("roles")),
                            row.getLong("version"),
                            row.getString("grounds"),
                            row.getString("risk"),
                            row.getString("category"),
                            row.getString("unit"),
                            row.getString("district"),
                            row.getString("street"),
                            timeOf(row.getOffsetDateTime("raised_since")),
                            row.getOffsetDateTime("attention_at").toInstant()))
            .hasOneOfUnlessNull("roles", Filter::roles)
            .where("open")
            .earliestFirst(List.of("attention_at", "case_id"), row -> new TimeCursor(row.attentionAt(), row.caseId()));

    /** Behind all that is late; before it what came last stands first. */
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private static @Nullable Instant timeOf(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Instant raisedSince(RoutingCase.Known state) {
        return state.oversight().supervision().urgencyOverdueSince().orElse(null);
    }

    /** Returns the place in the list: what is late and unacknowledged in front, the rest from the latest on. */
    private static Instant attentionAt(RoutingCase.Known state) {
        var raised = raisedSince(state);
        if (raised != null) {
            return raised;
        }
        return state instanceof RoutingCase.Open
                ? LAST.minusSeconds(state.dossier().openSince().getEpochSecond())
                : LAST;
    }

    /**
     * Filter of alerts.
     *
     * @param roles those that one of these roles was told of; null for all
     */
    public record Filter(@Nullable List<String> roles) {
        public Filter {
            roles = roles == null ? null : List.copyOf(roles);
        }
    }

    /**
     * A case that somebody was told of.
     *
     * @param roles who was told
     * @param grounds the codes of the grounds of risk, separated by commas
     * @param unit who holds it; null between two units
     * @param street null if not known
     * @param raisedSince since when a report of urgency is late for which nobody has answered; null if none is
     * @param attentionAt its place in the list
     */
    public record AlertRow(
            UUID caseId,
            List<String> roles,
            long version,
            String grounds,
            String risk,
            String category,
            @Nullable String unit,
            String district,
            @Nullable String street,
            @Nullable Instant raisedSince,
            @JsonIgnore Instant attentionAt) {
        public AlertRow {
            roles = List.copyOf(roles);
        }
    }

    private record Alert(
            UUID caseId, List<String> roles, long version, RoutingCase.Known state, List<String> grounds) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("case_alert"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var alerts = changed.stream()
                .flatMap(one -> one.state().judged().flatMap(state -> alert(one, state)).stream())
                .toList();
        return alerts.isEmpty() ? Uni.createFrom().voidItem() : WRITE.write(session, alerts);
    }

    private static Optional<Alert> alert(Changed<RoutingCase> one, RoutingCase.Known state) {
        var alerting = state.dossier().triage().grounds().stream()
                .filter(ground -> !ground.entails().alert().isEmpty())
                .toList();
        var roles = alerting.stream()
                .flatMap(ground -> ground.entails().alert().stream())
                .distinct()
                .toList();
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Alert(
                        one.caseId(),
                        roles,
                        one.version(),
                        state,
                        alerting.stream().map(RiskGround.Noted::code).toList()));
    }
}
