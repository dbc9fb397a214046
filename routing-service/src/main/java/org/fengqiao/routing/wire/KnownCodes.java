package org.fengqiao.routing.wire;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.RoutingRules;

/**
 * Check of {@link KnownCode} by the tables as they are now; what is missing is another constraint's. Validators are
 * made before a service has its configuration, so the rules are asked for with the first code.
 */
@Dependent
public class KnownCodes implements ConstraintValidator<KnownCode, String> {

    private final Instance<RoutingRules> rules;
    private KnownCode.Of of = KnownCode.Of.CATEGORY;

    KnownCodes(Instance<RoutingRules> rules) {
        this.rules = rules;
    }

    @Override
    public void initialize(KnownCode constraint) {
        of = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
        if (code == null || code.isBlank()) {
            return true;
        }
        var book = rules.get().tables().get();
        return switch (of) {
            case CATEGORY -> book.categoryCodes().contains(code);
            case GROUND ->
                book.tables().stream().anyMatch(table -> table.ground(code).isPresent());
        };
    }
}
