package org.fengqiao.kernel.jurisdiction;

import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Problem;

/** The look-up of whether a case is within a jurisdiction: by its key, and not at all for the whole city. */
@Singleton
public class CasesWithin {

    private static final Statement FIND = Statement.of("select 1 where " + Jurisdiction.cases("cast(:case as uuid)"));

    private final Mutiny.SessionFactory sessions;

    CasesWithin(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Goes on if the case is within it.
     *
     * <p>Fails with {@link Problem.Thrown} 404 if it is not; nobody can tell whether it exists.
     */
    public Uni<Void> require(Jurisdiction jurisdiction, UUID caseId) {
        return jurisdiction.isWholeCity() && jurisdiction.employer() == null
                ? Uni.createFrom().voidItem()
                : sessions.withStatelessSession(session ->
                                jurisdiction.within(FIND.bind("case", caseId)).first(session, _ -> true))
                        .map(found -> {
                            if (found == null) {
                                throw Problem.noSuchCase().exception();
                            }
                            return null;
                        });
    }
}
