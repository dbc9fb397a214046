package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.routing.model.RoutingCase;

/** Open cases that somebody was told of at once, by the role that was told; written with the events they show. */
public final class AlertList implements CaseView<RoutingCase> {

    private static final Upsert<Alert> WRITE = Upsert.<Alert>into("case_alert")
            .key(uuid("case_id", Alert::caseId))
            .key(text("role", Alert::role))
            .set(bigint("version", Alert::version))
            .set(bool("open", alert -> alert.state() instanceof RoutingCase.Open))
            .set(text("grounds", alert -> String.join(",", alert.grounds())))
            .set(constant("risk", alert -> alert.state().dossier().triage().risk()))
            .set(text("category", alert -> alert.state().dossier().triage().category()))
            .set(text("unit", alert -> alert.state().unit()))
            .fixed(text("district", alert -> alert.state().dossier().place().district()))
            .fixed(text("street", alert -> alert.state().dossier().place().street()))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, AlertRow> READ = CaseList.<Filter, AlertRow>of("case_alert", AlertRow.class)
            .equal(text("role", Filter::role))
            .where("open")
            .latestFirst("case_id", AlertRow::caseId);

    /** Filter of alerts: those of one role. */
    public record Filter(String role) {}

    /**
     * A case that somebody was told of.
     *
     * @param grounds the codes of the grounds of risk, separated by commas
     * @param unit who holds it; null between two units
     * @param street null if not known
     */
    public record AlertRow(
            UUID caseId,
            long version,
            String grounds,
            String risk,
            String category,
            @Nullable String unit,
            String district,
            @Nullable String street) {}

    private record Alert(UUID caseId, String role, long version, RoutingCase.Known state, List<String> grounds) {}

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var alerts = new ArrayList<Alert>();
        for (var one : changed) {
            one.state()
                    .judged()
                    .ifPresent(state -> groundsByRole(state)
                            .forEach((role, grounds) ->
                                    alerts.add(new Alert(one.caseId(), role, one.version(), state, grounds))));
        }
        return alerts.isEmpty() ? Uni.createFrom().voidItem() : WRITE.write(session, alerts);
    }

    private static Map<String, List<String>> groundsByRole(RoutingCase.Known state) {
        var byRole = new LinkedHashMap<String, List<String>>();
        for (var ground : state.dossier().triage().grounds()) {
            ground.entails()
                    .alert()
                    .forEach(role ->
                            byRole.computeIfAbsent(role, _ -> new ArrayList<>()).add(ground.code()));
        }
        return byRole;
    }
}
