#pragma once

#include <fido.h>
#include <fido/credman.h>
#include <memory>

namespace keydesk {

/// A std::unique_ptr's deleter for libfido2's functions, which take the address of the pointer.
template <auto function>
struct FreedBy
{
    template <typename T>
    void operator()(T* object) const
    {
        function(&object);
    }
};

using FidoDevice = std::unique_ptr<fido_dev_t, FreedBy<fido_dev_free>>;
using FidoInfo = std::unique_ptr<fido_cbor_info_t, FreedBy<fido_cbor_info_free>>;
using FidoCredential = std::unique_ptr<fido_cred_t, FreedBy<fido_cred_free>>;
using FidoAssertion = std::unique_ptr<fido_assert_t, FreedBy<fido_assert_free>>;
using FidoResidentKeys = std::unique_ptr<fido_credman_rk_t, FreedBy<fido_credman_rk_free>>;

} // namespace keydesk
