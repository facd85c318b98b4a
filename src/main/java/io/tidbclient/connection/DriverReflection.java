package io.tidbclient.connection;

import com.mysql.cj.conf.url.SingleConnectionUrl;
import com.mysql.cj.exceptions.AssertionFailedException;
import com.mysql.cj.exceptions.CJCommunicationsException;
import com.mysql.cj.exceptions.CJConnectionFeatureNotAvailableException;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.exceptions.CJOperationNotSupportedException;
import com.mysql.cj.exceptions.CJPacketTooBigException;
import com.mysql.cj.exceptions.CJTimeoutException;
import com.mysql.cj.exceptions.ClosedOnExpiredPasswordException;
import com.mysql.cj.exceptions.ConnectionIsClosedException;
import com.mysql.cj.exceptions.DataConversionException;
import com.mysql.cj.exceptions.DataReadException;
import com.mysql.cj.exceptions.DataTruncationException;
import com.mysql.cj.exceptions.FeatureNotAvailableException;
import com.mysql.cj.exceptions.InvalidConnectionAttributeException;
import com.mysql.cj.exceptions.NumberOutOfRange;
import com.mysql.cj.exceptions.OperationCancelledException;
import com.mysql.cj.exceptions.PasswordExpiredException;
import com.mysql.cj.exceptions.PropertyNotModifiableException;
import com.mysql.cj.exceptions.RSAException;
import com.mysql.cj.exceptions.SSLParamsException;
import com.mysql.cj.exceptions.StatementIsClosedException;
import com.mysql.cj.exceptions.UnableToConnectException;
import com.mysql.cj.exceptions.UnsupportedConnectionStringException;
import com.mysql.cj.exceptions.WrongArgumentException;
import com.mysql.cj.log.StandardLogger;
import com.mysql.cj.protocol.a.authentication.AuthenticationLdapSaslClientPlugin;
import com.mysql.cj.util.PerVmServerConfigCacheFactory;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the driver makes by reflection: an authentication plugin that holds the state of one login; three classes that its
 * properties name; and what it throws.
 */
@RegisterForReflection(
        targets = {
            AuthenticationLdapSaslClientPlugin.class,
            PerVmServerConfigCacheFactory.class,
            SingleConnectionUrl.class,
            StandardLogger.class,
            AssertionFailedException.class,
            CJCommunicationsException.class,
            CJConnectionFeatureNotAvailableException.class,
            CJException.class,
            CJOperationNotSupportedException.class,
            CJPacketTooBigException.class,
            CJTimeoutException.class,
            ClosedOnExpiredPasswordException.class,
            ConnectionIsClosedException.class,
            DataConversionException.class,
            DataReadException.class,
            DataTruncationException.class,
            FeatureNotAvailableException.class,
            InvalidConnectionAttributeException.class,
            NumberOutOfRange.class,
            OperationCancelledException.class,
            PasswordExpiredException.class,
            PropertyNotModifiableException.class,
            RSAException.class,
            SSLParamsException.class,
            StatementIsClosedException.class,
            UnableToConnectException.class,
            UnsupportedConnectionStringException.class,
            WrongArgumentException.class
        },
        methods = false,
        fields = false)
final class DriverReflection {
    private DriverReflection() {}
}
