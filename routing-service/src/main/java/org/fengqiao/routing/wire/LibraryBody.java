package org.fengqiao.routing.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.routing.view.CaseLibrary.Published;
import org.fengqiao.routing.view.CaseLibrary.Similar;

/** Answers about the library of typical cases. */
public final class LibraryBody {

    private LibraryBody() {}

    /**
     * A case of the library.
     *
     * @param unit who handled it
     * @param category null if the case is in no queue
     * @param title null if it is not shown to the caller
     * @param text null if it is not shown to the caller
     */
    public record TypicalCaseShown(
            UUID caseId,
            String unit,
            @Nullable String category,
            Instant publishedAt,
            @Nullable String title,
            @Nullable String text) {

        /** Returns a case of the library, as much of it as the caller may see. */
        public static TypicalCaseShown of(Published published, Disclosed disclosed) {
            return new TypicalCaseShown(
                    published.caseId(),
                    published.summary().unit(),
                    published.category(),
                    published.publishedAt(),
                    disclosed.text(PersonalKind.NARRATIVE, published.summary().title()),
                    disclosed.text(PersonalKind.NARRATIVE, published.summary().text()));
        }
    }

    /**
     * A case of the library that is like another one.
     *
     * @param likeness from 0 to 1
     * @param because the words that both have, the rarest first; empty if the texts are not shown to the caller
     */
    public record SimilarCase(TypicalCaseShown typicalCase, BigDecimal likeness, List<String> because) {
        public SimilarCase {
            because = List.copyOf(because);
        }

        /** Returns a case that is like another one, as much of it as the caller may see. */
        public static SimilarCase of(Similar similar, Disclosed disclosed) {
            var shown = TypicalCaseShown.of(similar.published(), disclosed);
            return new SimilarCase(
                    shown,
                    BigDecimal.valueOf(similar.likeness()).setScale(2, RoundingMode.HALF_UP),
                    shown.text() == null ? List.of() : similar.because());
        }
    }
}
