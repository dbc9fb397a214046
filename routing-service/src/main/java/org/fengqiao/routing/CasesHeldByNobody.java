package org.fengqiao.routing;

import static java.util.stream.Collectors.joining;

import java.util.List;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.operations.Standstill;
import org.fengqiao.kernel.operations.Standstill.Kind;
import org.fengqiao.kernel.operations.StandstillSource;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.view.CustodyCheck;

/** Standstills of custody: open cases that {@code GET /custody/check} lists. */
@Singleton
public class CasesHeldByNobody implements StandstillSource {

    private final RoutingRules rules;

    CasesHeldByNobody(RoutingRules rules) {
        this.rules = rules;
    }

    @Override
    public Uni<List<Found>> find(Mutiny.StatelessSession session, int most) {
        return CustodyCheck.count(session, rules.units())
                .flatMap(total -> total == 0
                        ? Uni.createFrom().item(List.of())
                        : CustodyCheck.first(session, rules.units(), most)
                                .map(cases -> List.of(new Found(
                                        Kind.HELD_BY_NOBODY,
                                        total,
                                        cases.stream()
                                                .map(CasesHeldByNobody::standstill)
                                                .toList()))));
    }

    private static Standstill standstill(CustodyCheck.Offending one) {
        return new Standstill(
                Kind.HELD_BY_NOBODY,
                one.unit() == null ? "no unit" : one.unit(),
                one.caseId(),
                null,
                one.holes().stream().map(Enum::name).collect(joining(", ")),
                "POST /cases/" + one.caseId() + "/assignment");
    }
}
