#pragma once

namespace keydesk {

/// A std::unique_ptr's deleter for a C library's own function: std::unique_ptr<X509, ReleasedBy<X509_free>>.
template <auto function>
struct ReleasedBy
{
    template <typename T>
    void operator()(T* object) const
    {
        function(object);
    }
};

} // namespace keydesk
