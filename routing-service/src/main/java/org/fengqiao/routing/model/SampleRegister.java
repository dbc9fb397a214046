package org.fengqiao.routing.model;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.routing.model.SampleDraw.Drawn;
import org.fengqiao.routing.model.SampleDraw.Stratum;
import org.fengqiao.routing.model.SampleRegister.DrawSample;
import org.fengqiao.routing.model.SampleRegister.SampleDrawn;

/** The register of samples: each is drawn once, and stays as it was drawn. */
public final class SampleRegister implements Decider<DrawSample, @Nullable SampleDrawn, SampleDrawn> {

    /** The stored names of its events. */
    public static final EventTypes<SampleDrawn> TYPES = EventTypes.of("routing", SampleDrawn.class)
            .name("sample-drawn.v1", SampleDrawn.class)
            .build();

    /** A sample was drawn, with all that somebody needs to draw it again. */
    public record DrawSample(SampleDrawn sample) {}

    /**
     * A sample was drawn, by the rules of {@link SampleDraw}.
     *
     * @param from the first day of closing
     * @param to the last day of closing
     * @param district where the disputes were
     * @param unit the unit whose closings were drawn from; missing for all units
     * @param size how many were asked for
     * @param sheet the version of the score sheet
     * @param closings how many there were to draw from
     * @param closingsDigest SHA-256 of all of them
     */
    public record SampleDrawn(
            UUID sample,
            LocalDate from,
            LocalDate to,
            String district,
            @Nullable String unit,
            int size,
            String seed,
            int secondPercent,
            List<String> reviewers,
            String sheet,
            int closings,
            String closingsDigest,
            List<Stratum> strata,
            List<Drawn> drawn) {
        public SampleDrawn {
            reviewers = List.copyOf(reviewers);
            strata = List.copyOf(strata);
            drawn = List.copyOf(drawn);
        }
    }

    @Override
    public @Nullable SampleDrawn initial() {
        return null;
    }

    @Override
    public Decision<SampleDrawn> decide(DrawSample command, @Nullable SampleDrawn state) {
        return state == null ? Decision.accept(command.sample()) : Decision.alreadyTrue();
    }

    @Override
    public SampleDrawn evolve(@Nullable SampleDrawn state, SampleDrawn event) {
        return event;
    }
}
