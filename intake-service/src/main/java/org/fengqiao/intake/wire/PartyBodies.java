package org.fengqiao.intake.wire;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.GivenNumbers;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.PartyCorrection;
import org.fengqiao.intake.model.PartyKind;
import org.fengqiao.intake.wire.Bodies.DeputyBody;
import org.fengqiao.intake.wire.Bodies.PersonBody;
import org.fengqiao.intake.wire.Bodies.ProfileBody;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Party.Side;

/** Bodies of calls about the parties of a registered case. */
public final class PartyBodies {

    private PartyBodies() {}

    /**
     * A party that joins.
     *
     * @param side its side of the dispute
     * @param reason why
     */
    public record JoiningBody(
            @NotNull Side side,
            @NotNull @Valid PersonBody party,
            @FreeText @NotBlank @Size(max = 2_000) String reason) {

        /** Returns the numbers that break the rules of such numbers; empty if none does. */
        public List<OffendingField> faults(Gbt31000 codes, LocalDate today) {
            return party.faults("party.", codes, today);
        }

        @Override
        public String toString() {
            return "JoiningBody[" + side + "]";
        }
    }

    /**
     * Correction of a party. What is missing stays as it is.
     *
     * @param deputies all who act on its behalf from now on; an empty list if nobody does any more
     * @param profile all else that is told of the person from now on
     * @param reason why it was wrong
     */
    public record CorrectionBody(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 50) String idNumber,
            @Nullable NumberKind numberKind,
            @Nullable @Size(max = 100) String phone,
            @Nullable PartyKind kind,
            @Nullable @Size(max = 10) List<@NotNull @Valid DeputyBody> deputies,
            @Nullable @Valid ProfileBody profile,
            @FreeText @NotBlank @Size(max = 2_000) String reason) {

        /** Returns the numbers that break the rules of such numbers; empty if none does. */
        public List<OffendingField> faults(Gbt31000 codes, LocalDate today) {
            var faults = new ArrayList<>(NumberFaults.of(numbers(), "", today));
            faults.addAll(DeputyBody.faults(deputies, "", today));
            faults.addAll(ProfileBody.faults(profile, "", codes));
            return faults;
        }

        private GivenNumbers numbers() {
            return new GivenNumbers(idNumber, numberKind, phone);
        }

        /** Returns the correction as the model knows it. */
        public PartyCorrection correction(LocalDate today) {
            return new PartyCorrection(
                    name,
                    numbers(),
                    kind,
                    deputies == null ? null : DeputyBody.deputies(deputies, today),
                    // Whose it is, the decision says.
                    profile == null ? null : profile.of(new SubjectId(Identifiers.next())),
                    today);
        }

        @Override
        public String toString() {
            return "CorrectionBody";
        }
    }

    /** The removal of a party, and why. */
    public record RemovalBody(
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}
}
