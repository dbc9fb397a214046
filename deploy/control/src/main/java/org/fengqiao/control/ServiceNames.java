package org.fengqiao.control;

import java.util.ArrayList;
import java.util.Arrays;

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

    @Override
    public Service convert(String label) {
        try {
            return Service.named(label);
        } catch (UserError unknown) {
            throw new TypeConversionException(unknown.getMessage());
        }
    }
}
