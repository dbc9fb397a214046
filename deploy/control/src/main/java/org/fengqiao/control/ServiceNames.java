package org.fengqiao.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/** Names of services on the command line, with those that the shell completes. */
public final class ServiceNames extends ArrayList<String> implements ITypeConverter<Service> {
    private static final long serialVersionUID = 1L;

    ServiceNames() {
        super(Arrays.stream(Service.values()).map(Service::label).toList());
    }

    /** Returns those that were named, in the order in which a dispute meets them; all if none was. */
    static List<Service> orAll(List<Service> named) {
        return named.isEmpty()
                ? List.of(Service.values())
                : named.stream().distinct().sorted().toList();
    }

    @Override
    public Service convert(String label) {
        try {
            return Service.named(label);
        } catch (UserError unknown) {
            throw new TypeConversionException(unknown.getMessage());
        }
    }
}
