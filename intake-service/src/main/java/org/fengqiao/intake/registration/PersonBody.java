package org.fengqiao.intake.registration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Person;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * A person or organisation as named by whoever files the case.
 *
 * @param idNumber identity card or organisation number
 */
public record PersonBody(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 50) String idNumber,
        @Nullable @Size(max = 50) String phone) {

    /** Returns the person as the model knows them, with an identifier of their own in this case. */
    public Person person() {
        return Person.named(new SubjectId(Identifiers.next()), name, idNumber, phone);
    }

    @Override
    public String toString() {
        return "PersonBody";
    }
}
