package org.fengqiao.control.replay;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.local.Service;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.routing.RoutingService;

/** Folds of all services by today's code, with the rules that come with it. */
public final class Folds {

    /** Secret from which receipt codes are derived in a replay; they open no receipt. */
    private static final String NO_SECRET = "replayed, and no secret of any installation";

    private final LegalClock clock;
    private final Map<Service, Supplier<StreamFold<?, ?>>> begin = new EnumMap<>(Service.class);

    private Folds(LegalClock clock) {
        this.clock = clock;
        var intake = StreamFold.Rules.of(IntakeService.shipped(new ReceiptCodes(NO_SECRET)), clock);
        var routing = StreamFold.Rules.of(RoutingService.shipped(clock), clock);
        var mediation = StreamFold.Rules.of(MediationService.shipped(clock), clock);
        var petition = StreamFold.Rules.of(PetitionService.shipped(clock), clock);
        begin.put(Service.INTAKE, () -> new StreamFold<>(intake));
        begin.put(Service.ROUTING, () -> new StreamFold<>(routing));
        begin.put(Service.MEDIATION, () -> new StreamFold<>(mediation));
        begin.put(Service.PETITION, () -> new StreamFold<>(petition));
    }

    /** Returns folds by the rules and calendars that come with the program. */
    public static Folds shipped() {
        return new Folds(LegalFiles.official().clock());
    }

    /** Returns a fold of a stream of this service, at its beginning. */
    public StreamFold<?, ?> begin(Service service) {
        var fold = begin.get(service);
        if (fold == null) {
            throw new IllegalArgumentException(service.label() + " records no events");
        }
        return fold.get();
    }

    /** Returns the legal clock that explains deadlines. */
    public LegalClock clock() {
        return clock;
    }
}
