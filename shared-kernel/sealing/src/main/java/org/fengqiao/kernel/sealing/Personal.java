package org.fengqiao.kernel.sealing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an event record as personal and says of what kind. It stands on every component of type {@link
 * PersonalText}, or a list of them, and on no other; {@link PersonalComponents} and the writing of events both insist
 * on it.
 *
 * <p>Whose it is stands in the value ({@link PersonalText#subject()}): a name that is carried on from event to event
 * takes its subject with it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Personal {
    /** Returns the kind. */
    PersonalKind value();
}
