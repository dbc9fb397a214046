package org.fengqiao.kernel.decision;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.fengqiao.kernel.decision.Decision.Refusal;

/**
 * Condition that a command must meet, with the refusal that is given if it does not. Rules are told by name and put
 * together, instead of a run of ifs.
 *
 * @param <T> the facts that are judged
 */
@FunctionalInterface
public interface Condition<T> {

    /** Returns why the facts do not meet this condition; empty if they do. */
    Optional<Refusal> refusal(T facts);

    /** Returns what is decided if the facts meet this condition; the refusal if they do not. */
    default <E> Decision<E> judge(T facts, Supplier<Decision<E>> decided) {
        return refusal(facts).map(Decision::<E>refuse).orElseGet(decided);
    }

    /** Returns the condition that this holds of the facts. */
    static <T> Condition<T> require(Predicate<T> holds, Refusal otherwise) {
        return facts -> holds.test(facts) ? Optional.empty() : Optional.of(otherwise);
    }

    /** Returns the condition that each part of the facts meets that condition; the refusal is the first part's. */
    static <T, P> Condition<T> requireOfEach(Function<T, List<P>> parts, Condition<P> condition) {
        return facts -> parts.apply(facts).stream()
                .flatMap(part -> condition.refusal(part).stream())
                .findFirst();
    }

    /** Returns all these conditions, judged in this order; the refusal is that of the first one not met. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Condition<T> inOrder(Condition<T>... conditions) {
        var all = List.of(conditions);
        return facts -> all.stream()
                .flatMap(condition -> condition.refusal(facts).stream())
                .findFirst();
    }
}
