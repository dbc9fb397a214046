package org.fengqiao.kernel.decision;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.fengqiao.kernel.decision.Decision.Refusal;

/**
 * Condition on a command, with the refusal given if it is not met. Rules have names and are put together, instead of a
 * run of ifs.
 *
 * @param <T> the facts to judge
 */
@FunctionalInterface
public interface Condition<T> {

    /** Returns the reason why the facts do not meet this condition; empty if they do. */
    Optional<Refusal> refusal(T facts);

    /** Returns what is decided if the facts meet this condition; the refusal if they do not. */
    default <E> Decision<E> judge(T facts, Supplier<Decision<E>> decided) {
        return refusal(facts).map(Decision::<E>refuse).orElseGet(decided);
    }

    /** Returns a condition that is met where the predicate holds. */
    static <T> Condition<T> require(Predicate<T> holds, Refusal otherwise) {
        return facts -> holds.test(facts) ? Optional.empty() : Optional.of(otherwise);
    }

    /**
     * Returns a condition that is met if each part meets the given one; refuses with the reason of the first part that
     * does not.
     */
    static <T, P> Condition<T> requireOfEach(Function<T, List<P>> parts, Condition<P> condition) {
        return facts -> parts.apply(facts).stream()
                .flatMap(part -> condition.refusal(part).stream())
                .findFirst();
    }

    /** Returns a condition that is met if all of these are; refuses with the reason of the first one that is not. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Condition<T> inOrder(Condition<T>... conditions) {
        var all = List.of(conditions);
        return facts -> all.stream()
                .flatMap(condition -> condition.refusal(facts).stream())
                .findFirst();
    }
}
