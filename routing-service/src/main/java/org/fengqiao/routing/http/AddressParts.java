package org.fengqiao.routing.http;

import java.util.List;
import java.util.regex.Pattern;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.web.Problem;

/** Parts of an address by which callers name what they register. They stand in clear on topics. */
final class AddressParts {

    private static final Pattern FORM = Pattern.compile(Actor.IDENTIFIER);

    private AddressParts() {}

    /**
     * Goes on if a part of the address can be an identifier.
     *
     * @throws Problem.Thrown 400 that names the part
     */
    static void require(String part, String identifier) {
        if (!FORM.matcher(identifier).matches()) {
            throw Problem.badInput(List.of(new OffendingField(part, "wrong-form", "An identifier is needed.")))
                    .exception();
        }
    }
}
