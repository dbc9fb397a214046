package org.fengqiao.intake.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.wire.Bodies.Door;
import org.fengqiao.intake.wire.Bodies.RegistrationBody;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.number.PhoneNumber;

/** Bodies of online filing. */
public final class FilingBodies {

    private FilingBodies() {}

    /**
     * A filing.
     *
     * @param phone a mobile number, to which the code is sent; the first applicant's
     * @param registration what is told; its channel is {@code ONLINE}
     */
    public record FilingBody(
            @NotBlank @Size(max = 30) String phone,
            @NotNull @Valid RegistrationBody registration) {

        /** Returns the number as it is dialled; empty if it is not one that messages can be sent to. */
        public Optional<String> mobile() {
            return PhoneNumber.read(phone)
                    .filter(numbers -> numbers.size() == 1)
                    .map(numbers -> numbers.getFirst().plain())
                    .filter(plain -> plain.matches("1[3-9][0-9]{9}"));
        }

        /**
         * Returns what is wrong with it that no constraint tells.
         *
         * @param places what is known of the districts
         * @param codes by which else is told of people
         * @param today the day after which nobody is born yet
         */
        public List<OffendingField> faults(
                IntakeRules.Acceptance acceptance, Places places, Gbt31000 codes, LocalDate today) {
            var faults = new ArrayList<OffendingField>();
            if (mobile().isEmpty()) {
                faults.add(new OffendingField("phone", "wrong-form", "One mobile number is needed."));
            }
            if (registration.channel() != Door.ONLINE) {
                faults.add(new OffendingField(
                        "registration.channel", "wrong-form", "What is filed online has the channel ONLINE."));
            }
            registration.faults(acceptance, places, codes, today).stream()
                    .map(fault -> new OffendingField("registration." + fault.field(), fault.code(), fault.detail()))
                    .forEach(faults::add);
            return faults;
        }

        /** Returns what is registered when the code comes back: the first applicant has this telephone, too. */
        public RegistrationBody withPhone() {
            var first = registration.applicants().getFirst();
            var mobile = mobile().orElseThrow();
            var given = first.phone();
            var phone = given == null || PhoneNumber.plainOf(given).contains(mobile) ? mobile : mobile + ", " + given;
            var applicants = new ArrayList<>(registration.applicants());
            applicants.set(0, first.with(phone));
            return registration.with(applicants);
        }

        @Override
        public String toString() {
            return "FilingBody";
        }
    }

    /**
     * A filing that waits for its code.
     *
     * @param expiresAt when it is forgotten
     */
    public record FiledBody(UUID filingId, Instant expiresAt) {}

    /** The code that came to the telephone. */
    public record ConfirmationBody(@NotBlank @Size(max = 20) String code) {

        @Override
        public String toString() {
            return "ConfirmationBody";
        }
    }

    /** The code of a filing, where no code is sent. */
    public record CodeBody(String code) {

        @Override
        public String toString() {
            return "CodeBody";
        }
    }
}
