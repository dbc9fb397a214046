package org.fengqiao.kernel.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Money;

/** Constraint of money of which there is some. */
@Constraint(validatedBy = AboveZero.Some.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface AboveZero {

    /** Returns what callers are told. */
    String message() default "More than 0.00 is needed.";

    /** Returns the groups of constraints that it belongs to. */
    Class<?>[] groups() default {};

    /** Returns what validators are told. */
    Class<? extends Payload>[] payload() default {};

    /** The check of {@link AboveZero}; what is missing is another constraint's. */
    final class Some implements ConstraintValidator<AboveZero, Money> {

        @Override
        public boolean isValid(@Nullable Money money, ConstraintValidatorContext context) {
            return money == null || money.amount().signum() > 0;
        }
    }
}
